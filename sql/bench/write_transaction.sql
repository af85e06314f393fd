-- A transaction of the benchmark's application in one round trip, with the statements of sysbench's oltp_write_only. Rolls back when
-- it has not changed four rows. Parameters: the number of a table, the row whose k grows; of a table, the new c and its row; of a
-- table, the row that is deleted and inserted again, with its new k, c and pad. MariaDB 10.11 or newer.
BEGIN NOT ATOMIC
    DECLARE k_table INT DEFAULT ?;
    DECLARE k_row INT DEFAULT ?;
    DECLARE c_table INT DEFAULT ?;
    DECLARE c_value CHAR(120) DEFAULT ?;
    DECLARE c_row INT DEFAULT ?;
    DECLARE new_table INT DEFAULT ?;
    DECLARE new_row INT DEFAULT ?;
    DECLARE new_k INT DEFAULT ?;
    DECLARE new_c CHAR(120) DEFAULT ?;
    DECLARE new_pad CHAR(60) DEFAULT ?;
    DECLARE changed INT DEFAULT 0;

    START TRANSACTION;
    CASE k_table
        WHEN 1 THEN UPDATE sbtest1 SET k = k + 1 WHERE id = k_row;
        WHEN 2 THEN UPDATE sbtest2 SET k = k + 1 WHERE id = k_row;
        WHEN 3 THEN UPDATE sbtest3 SET k = k + 1 WHERE id = k_row;
        WHEN 4 THEN UPDATE sbtest4 SET k = k + 1 WHERE id = k_row;
    END CASE;
    SET changed = changed + ROW_COUNT();
    CASE c_table
        WHEN 1 THEN UPDATE sbtest1 SET c = c_value WHERE id = c_row;
        WHEN 2 THEN UPDATE sbtest2 SET c = c_value WHERE id = c_row;
        WHEN 3 THEN UPDATE sbtest3 SET c = c_value WHERE id = c_row;
        WHEN 4 THEN UPDATE sbtest4 SET c = c_value WHERE id = c_row;
    END CASE;
    SET changed = changed + ROW_COUNT();
    CASE new_table
        WHEN 1 THEN DELETE FROM sbtest1 WHERE id = new_row;
        WHEN 2 THEN DELETE FROM sbtest2 WHERE id = new_row;
        WHEN 3 THEN DELETE FROM sbtest3 WHERE id = new_row;
        WHEN 4 THEN DELETE FROM sbtest4 WHERE id = new_row;
    END CASE;
    SET changed = changed + ROW_COUNT();
    CASE new_table
        WHEN 1 THEN INSERT INTO sbtest1 (id, k, c, pad) VALUES (new_row, new_k, new_c, new_pad);
        WHEN 2 THEN INSERT INTO sbtest2 (id, k, c, pad) VALUES (new_row, new_k, new_c, new_pad);
        WHEN 3 THEN INSERT INTO sbtest3 (id, k, c, pad) VALUES (new_row, new_k, new_c, new_pad);
        WHEN 4 THEN INSERT INTO sbtest4 (id, k, c, pad) VALUES (new_row, new_k, new_c, new_pad);
    END CASE;
    SET changed = changed + ROW_COUNT();
    IF changed <> 4 THEN
        ROLLBACK;
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'a transaction of the writer has not changed four rows';
    END IF;
    COMMIT;
END
