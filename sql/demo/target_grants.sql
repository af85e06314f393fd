-- Lets the shop's application work on PostgreSQL. Parameters: none. Run by the schema's owner. PostgreSQL 13 or newer.
GRANT USAGE ON SCHEMA shop TO shop_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA shop TO shop_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA shop TO shop_app;
