-- The ends of all ranges travel through the binary log.
-- Parameters: none. MariaDB 10.11 or newer.
SET @from = ELT(1 + FLOOR(RAND() * 3), 'highest', 'lowest', 'nearest to zero');
START TRANSACTION;
UPDATE settings AS changed JOIN settings AS origin ON origin.`key` = @from
SET changed.`group` = origin.`group`, changed.displayText = origin.displayText, changed.tiny = origin.tiny, changed.tiny_u = origin.tiny_u,
    changed.small_u = origin.small_u, changed.medium = origin.medium, changed.normal_u = origin.normal_u, changed.big = origin.big,
    changed.big_u = origin.big_u, changed.exact = origin.exact, changed.widest = origin.widest, changed.single = origin.single,
    changed.twofold = origin.twofold, changed.one_bit = origin.one_bit, changed.all_bits = origin.all_bits,
    changed.since = origin.since, changed.on_day = origin.on_day, changed.span = origin.span, changed.at_wall = origin.at_wall,
    changed.at_moment = origin.at_moment, changed.host = origin.host, changed.node = origin.node, changed.document = origin.document,
    changed.raw = LEFT(origin.raw, 1000)
WHERE changed.`key` = 'Key';
COMMIT;
