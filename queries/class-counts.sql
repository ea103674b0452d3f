SELECT object AS class, count(*) AS things
FROM links('rdf:type')
GROUP BY object
ORDER BY class
