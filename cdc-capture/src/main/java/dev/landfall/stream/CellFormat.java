package dev.landfall.stream;

import dev.landfall.catalog.MariaDbType;

/**
 * How a column's cells lie in row events, as the event's table map describes it: a type code and up to two bytes of
 * metadata.
 */
record CellFormat(int code, int metadata) {
    static final int DECIMAL = 246;
    static final int STRING = 254;
    static final int ENUM = 247;
    static final int SET = 248;
    static final int VARCHAR = 15;
    static final int BIT = 16;
    static final int TIMESTAMP = 17;
    static final int DATETIME = 18;
    static final int TIME = 19;
    static final int BLOB = 252;
    static final int GEOMETRY = 255;
    static final int BLOB_COMPRESSED = 140;
    static final int VARCHAR_COMPRESSED = 141;
    private static final int FLOAT = 4;
    private static final int DOUBLE = 5;

    /** Reads one column's metadata; ENUM, SET and long CHAR hide in STRING's. */
    static CellFormat read(int code, ByteCursor metadata) {
        return switch (code) {
            case FLOAT, DOUBLE, BLOB, BLOB_COMPRESSED, GEOMETRY, TIMESTAMP, DATETIME, TIME ->
                new CellFormat(code, (int) metadata.integer(1));
            case VARCHAR, VARCHAR_COMPRESSED, BIT, DECIMAL -> new CellFormat(code, (int) metadata.integer(2));
            case STRING -> string((int) metadata.integer(1), (int) metadata.integer(1));
            default -> new CellFormat(code, 0);
        };
    }

    private static CellFormat string(int first, int second) {
        if (first == ENUM || first == SET) {
            return new CellFormat(first, second);
        }
        // Two bits of the first byte carry the length beyond 255, inverted.
        return new CellFormat(STRING, second | (first & 0x30 ^ 0x30) << 4);
    }

    /** Bytes of a cell; or, negated, how many bytes in front of it give its length. 0 for a code that is not known. */
    int width() {
        return switch (code) {
            case 1, 13 -> 1;
            case 2 -> 2;
            case 3, FLOAT -> 4;
            case DOUBLE, 8 -> 8;
            case 9, 10 -> 3;
            case TIMESTAMP -> 4 + fractionBytes();
            case DATETIME -> 5 + fractionBytes();
            case TIME -> 3 + fractionBytes();
            case DECIMAL -> PackedDecimal.size(metadata & 0xFF, metadata >> 8);
            case BIT -> (metadata >> 8) + ((metadata & 0xFF) > 0 ? 1 : 0);
            case ENUM, SET -> metadata;
            case STRING, VARCHAR, VARCHAR_COMPRESSED -> metadata < 256 ? -1 : -2;
            case BLOB, BLOB_COMPRESSED, GEOMETRY -> -metadata;
            default -> 0;
        };
    }

    private int fractionBytes() {
        return (metadata + 1) / 2;
    }

    /** Whether a column that the catalog declares so can have this format. */
    boolean fits(MariaDbType type, boolean compressed) {
        boolean packed = code == BLOB_COMPRESSED || code == VARCHAR_COMPRESSED;
        return packed == compressed && unpacked().fits(type);
    }

    private boolean fits(MariaDbType type) {
        return type.match(new Expectation(this));
    }

    /** The format of a column without COMPRESSED; the packed one has a byte more room. */
    private CellFormat unpacked() {
        return switch (code) {
            case BLOB_COMPRESSED -> new CellFormat(BLOB, metadata);
            case VARCHAR_COMPRESSED -> new CellFormat(VARCHAR, metadata - 1);
            default -> this;
        };
    }

    /** One answer per type; whatever the format leaves open (TINYTEXT or TEXT) decodes alike. */
    private record Expectation(CellFormat format) implements MariaDbType.Cases<Boolean> {
        private boolean is(int code) {
            return format.code == code;
        }

        private boolean is(int code, int metadata) {
            return format.code == code && format.metadata == metadata;
        }

        @Override
        public Boolean integer(MariaDbType.IntegerType type) {
            return is(
                    switch (type.bits()) {
                        case 8 -> 1;
                        case 16 -> 2;
                        case 24 -> 9;
                        case 32 -> 3;
                        default -> 8;
                    });
        }

        @Override
        public Boolean decimal(MariaDbType.DecimalType type) {
            return is(DECIMAL, type.scale() << 8 | type.precision());
        }

        @Override
        public Boolean floating(MariaDbType.FloatType type) {
            return is(FLOAT);
        }

        @Override
        public Boolean doubleFloating(MariaDbType.DoubleType type) {
            return is(DOUBLE);
        }

        @Override
        public Boolean bit(MariaDbType.BitType type) {
            return is(BIT) && format.width() == (type.length() + 7) / 8;
        }

        @Override
        public Boolean year(MariaDbType.YearType type) {
            return is(13);
        }

        @Override
        public Boolean date(MariaDbType.DateType type) {
            return is(10);
        }

        @Override
        public Boolean time(MariaDbType.TimeType type) {
            return is(TIME, type.fractionalDigits());
        }

        @Override
        public Boolean dateTime(MariaDbType.DateTimeType type) {
            return is(DATETIME, type.fractionalDigits());
        }

        @Override
        public Boolean timestamp(MariaDbType.TimestampType type) {
            return is(TIMESTAMP, type.fractionalDigits());
        }

        @Override
        public Boolean fixedText(MariaDbType.CharType type) {
            return is(STRING);
        }

        @Override
        public Boolean variableText(MariaDbType.VarcharType type) {
            return is(VARCHAR);
        }

        @Override
        public Boolean text(MariaDbType.TextType type) {
            return is(BLOB);
        }

        @Override
        public Boolean fixedBinary(MariaDbType.BinaryType type) {
            return is(STRING, type.length());
        }

        @Override
        public Boolean variableBinary(MariaDbType.VarbinaryType type) {
            return is(VARCHAR, type.length());
        }

        @Override
        public Boolean blob(MariaDbType.BlobType type) {
            return is(BLOB);
        }

        @Override
        public Boolean enumeration(MariaDbType.EnumType type) {
            return is(ENUM);
        }

        @Override
        public Boolean set(MariaDbType.SetType type) {
            return is(SET);
        }

        @Override
        public Boolean json(MariaDbType.JsonType type) {
            return is(BLOB);
        }

        @Override
        public Boolean uuid(MariaDbType.UuidType type) {
            return is(STRING, 16);
        }

        @Override
        public Boolean inet(MariaDbType.InetType type) {
            return is(STRING, type.bytes());
        }

        @Override
        public Boolean geometry(MariaDbType.GeometryType type) {
            return is(GEOMETRY);
        }

        /** A VARBINARY underneath. */
        @Override
        public Boolean vector(MariaDbType.VectorType type) {
            return is(VARCHAR, type.dimensions() * Float.BYTES);
        }

        @Override
        public Boolean unknown(MariaDbType.UnknownType type) {
            return format.width() != 0;
        }
    }
}
