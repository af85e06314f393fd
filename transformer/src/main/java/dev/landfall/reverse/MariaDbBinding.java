package dev.landfall.reverse;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Gives a statement for MariaDB a value that PostgreSQL has printed. Stateless. */
interface MariaDbBinding {
    /**
     * @param text not null
     * @throws UnholdableValueException for a value that MariaDB's type does not have
     */
    void set(PreparedStatement statement, int index, String text) throws SQLException;
}
