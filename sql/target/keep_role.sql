-- Keeps a session that says nothing for hours, and lets the server notice within half a minute that nobody is behind it any
-- more: the role that it holds is then free. Parameters: none. PostgreSQL 13 or newer.
SELECT set_config(name, CASE name WHEN 'tcp_keepalives_idle' THEN '10' WHEN 'tcp_keepalives_interval' THEN '5'
                                  WHEN 'tcp_keepalives_count' THEN '3' ELSE '0' END, false)
  FROM pg_settings
 WHERE name IN ('idle_session_timeout', 'tcp_keepalives_idle', 'tcp_keepalives_interval', 'tcp_keepalives_count')
