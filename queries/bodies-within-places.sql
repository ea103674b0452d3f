WITH RECURSIVE part AS MATERIALIZED (SELECT subject, object FROM links('cj:partOfPlace')),
within(place, top) AS (
  SELECT tier.subject, tier.subject
  FROM links('cj:commonTier') AS tier
  JOIN things('cj:Place') AS place ON place.subject = tier.subject
  WHERE tier.object IN (SELECT id FROM "of") OR (SELECT any_value(id) FROM "of") IS NULL
  UNION
  SELECT part.subject, within.top FROM within JOIN part ON part.object = within.place
),
found AS (
  SELECT within.top, tier.object AS tier, count(DISTINCT body.subject) AS bodies, count(DISTINCT within.place) AS places
  FROM within
  JOIN links('cj:atPlace') AS home ON home.object = within.place
  JOIN things('cj:Body') AS body ON body.subject = home.subject
  JOIN links('cj:commonTier') AS tier ON tier.subject = body.subject
  GROUP BY within.top, tier.object
)
SELECT found.top AS place, rank.object AS rank, found.tier, found.bodies, found.places
FROM found
LEFT JOIN numbers('cj:rank') AS rank ON rank.subject = found.tier
ORDER BY place, rank NULLS FIRST, tier
