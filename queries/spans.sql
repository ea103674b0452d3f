WITH below AS (
  SELECT object AS superior, count(*) AS bodies
  FROM links('cj:subordinateTo')
  GROUP BY object
),
found AS (
  SELECT rank.object AS rank, tier.object AS tier, count(*) AS superiors, sum(below.bodies) AS subordinates, max(below.bodies) AS most
  FROM below
  LEFT JOIN links('cj:commonTier') AS tier ON tier.subject = below.superior
  LEFT JOIN numbers('cj:rank') AS rank ON rank.subject = tier.object
  GROUP BY ALL
)
SELECT rank, tier, superiors, subordinates,
       ((2000 * subordinates + superiors) // (2 * superiors))::BIGINT * 0.001::DECIMAL(4, 3) AS mean, most
FROM found
ORDER BY rank NULLS FIRST, tier NULLS FIRST
