WITH standing AS MATERIALIZED (
  SELECT tier.object AS tier, tier.subject AS place
  FROM links('cj:commonTier') AS tier
  JOIN things('cj:Place') AS place ON place.subject = tier.subject
),
counted AS (SELECT tier, count(*) AS places FROM standing GROUP BY tier),
found AS (
  SELECT standing.tier, kind.object AS kind, count(DISTINCT standing.place) AS covered
  FROM things('cj:Body') AS body
  JOIN links('org:classification') AS kind ON kind.subject = body.subject
  JOIN links('cj:atPlace') AS home ON home.subject = body.subject
  JOIN standing ON standing.place = home.object
  GROUP BY standing.tier, kind.object
)
SELECT rank.object AS rank, counted.tier, counted.places, found.kind, coalesce(found.covered, 0) AS covered,
       ((200000 * coalesce(found.covered, 0) + counted.places) // (2 * counted.places))::BIGINT * 0.001::DECIMAL(4, 3) AS share
FROM counted
LEFT JOIN found ON found.tier = counted.tier
LEFT JOIN numbers('cj:rank') AS rank ON rank.subject = counted.tier
ORDER BY rank NULLS FIRST, tier, kind NULLS FIRST
