WITH standing AS MATERIALIZED (
  SELECT body.subject AS body, tier.object AS tier, kind.object AS kind
  FROM things('cj:Body') AS body
  LEFT JOIN links('cj:commonTier') AS tier ON tier.subject = body.subject
  LEFT JOIN links('org:classification') AS kind ON kind.subject = body.subject
),
counted AS (SELECT tier, kind, count(*) AS bodies FROM standing GROUP BY tier, kind),
placed AS (
  SELECT standing.tier, standing.kind, count(DISTINCT home.object) AS places
  FROM standing
  JOIN links('cj:atPlace') AS home ON home.subject = standing.body
  GROUP BY standing.tier, standing.kind
)
SELECT rank.object AS rank, counted.tier, counted.kind, counted.bodies, coalesce(placed.places, 0) AS places
FROM counted
LEFT JOIN placed ON placed.tier IS NOT DISTINCT FROM counted.tier AND placed.kind IS NOT DISTINCT FROM counted.kind
LEFT JOIN numbers('cj:rank') AS rank ON rank.subject = counted.tier
ORDER BY rank NULLS FIRST, tier NULLS FIRST, kind NULLS FIRST
