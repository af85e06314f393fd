package dev.landfall.catalog;

import java.util.List;

/**
 * A column's type, exactly as declared. Handle every variant through {@link #match}: a new one then fails to compile
 * wherever somebody has to think about it. Character set and collation belong to the {@link SourceColumn}.
 */
public sealed interface MariaDbType {
    <R> R match(Cases<R> cases);

    /** @param bits 8, 16, 24, 32 or 64; {@code displayWidth} tells TINYINT(1) from TINYINT */
    record IntegerType(int bits, boolean unsigned, int displayWidth) implements MariaDbType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.integer(this);
        }
    }

    record DecimalType(int precision, int scale, boolean unsigned) implements MariaDbType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.decimal(this);
        }
    }

    /** Four bytes, IEEE 754. @param rounded whether declared as FLOAT(M,D), which rounds what is stored */
    record FloatType(boolean unsigned, boolean rounded) implements MariaDbType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.floating(this);
        }
    }

    /** Eight bytes, IEEE 754. @param rounded whether declared as DOUBLE(M,D), which rounds what is stored */
    record DoubleType(boolean unsigned, boolean rounded) implements MariaDbType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.doubleFloating(this);
        }
    }

    record BitType(int length) implements MariaDbType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.bit(this);
        }
    }

    record YearType() implements MariaDbType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.year(this);
        }
    }

    record DateType() implements MariaDbType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.date(this);
        }
    }

    /** A signed span of up to 838:59:59.999999, not only a time of day. */
    record TimeType(int fractionalDigits) implements MariaDbType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.time(this);
        }
    }

    /** A wall clock reading without a zone. */
    record DateTimeType(int fractionalDigits) implements MariaDbType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dateTime(this);
        }
    }

    /** A moment, kept in UTC. */
    record TimestampType(int fractionalDigits) implements MariaDbType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.timestamp(this);
        }
    }

    /** @param length in characters */
    record CharType(int length) implements MariaDbType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.fixedText(this);
        }
    }

    /** @param length in characters */
    record VarcharType(int length) implements MariaDbType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.variableText(this);
        }
    }

    /** TINYTEXT to LONGTEXT. */
    record TextType(long maxBytes) implements MariaDbType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.text(this);
        }
    }

    /** @param length in bytes */
    record BinaryType(int length) implements MariaDbType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.fixedBinary(this);
        }
    }

    /** @param length in bytes */
    record VarbinaryType(int length) implements MariaDbType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.variableBinary(this);
        }
    }

    /** TINYBLOB to LONGBLOB. */
    record BlobType(long maxBytes) implements MariaDbType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.blob(this);
        }
    }

    /** @param labels in declaration order; index 0 on the wire is the error value '' */
    record EnumType(List<String> labels) implements MariaDbType {
        public EnumType {
            labels = List.copyOf(labels);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.enumeration(this);
        }
    }

    /** @param labels in declaration order, at most 64; a value is a bit mask on the wire */
    record SetType(List<String> labels) implements MariaDbType {
        public SetType {
            labels = List.copyOf(labels);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.set(this);
        }
    }

    /** LONGTEXT with a {@code json_valid} check: MariaDB's JSON. */
    record JsonType() implements MariaDbType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.json(this);
        }
    }

    record UuidType() implements MariaDbType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.uuid(this);
        }
    }

    /** @param bytes 4 for INET4, 16 for INET6 */
    record InetType(int bytes) implements MariaDbType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.inet(this);
        }
    }

    /** @param subtype for example {@code point} or {@code geometry} */
    record GeometryType(String subtype) implements MariaDbType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.geometry(this);
        }
    }

    /** @param dimensions each a four-byte floating point number */
    record VectorType(int dimensions) implements MariaDbType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.vector(this);
        }
    }

    /** A type that this version has no decision for. */
    record UnknownType(String declaration) implements MariaDbType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.unknown(this);
        }
    }

    /** One method per variant. */
    interface Cases<R> {
        R integer(IntegerType type);

        R decimal(DecimalType type);

        R floating(FloatType type);

        R doubleFloating(DoubleType type);

        R bit(BitType type);

        R year(YearType type);

        R date(DateType type);

        R time(TimeType type);

        R dateTime(DateTimeType type);

        R timestamp(TimestampType type);

        R fixedText(CharType type);

        R variableText(VarcharType type);

        R text(TextType type);

        R fixedBinary(BinaryType type);

        R variableBinary(VarbinaryType type);

        R blob(BlobType type);

        R enumeration(EnumType type);

        R set(SetType type);

        R json(JsonType type);

        R uuid(UuidType type);

        R inet(InetType type);

        R geometry(GeometryType type);

        R vector(VectorType type);

        R unknown(UnknownType type);
    }
}
