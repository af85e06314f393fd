package dev.landfall.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.catalog.MariaDbType.BitType;
import dev.landfall.catalog.MariaDbType.BlobType;
import dev.landfall.catalog.MariaDbType.CharType;
import dev.landfall.catalog.MariaDbType.DateTimeType;
import dev.landfall.catalog.MariaDbType.DecimalType;
import dev.landfall.catalog.MariaDbType.DoubleType;
import dev.landfall.catalog.MariaDbType.EnumType;
import dev.landfall.catalog.MariaDbType.FloatType;
import dev.landfall.catalog.MariaDbType.GeometryType;
import dev.landfall.catalog.MariaDbType.InetType;
import dev.landfall.catalog.MariaDbType.IntegerType;
import dev.landfall.catalog.MariaDbType.SetType;
import dev.landfall.catalog.MariaDbType.TextType;
import dev.landfall.catalog.MariaDbType.TimeType;
import dev.landfall.catalog.MariaDbType.TimestampType;
import dev.landfall.catalog.MariaDbType.UnknownType;
import dev.landfall.catalog.MariaDbType.UuidType;
import dev.landfall.catalog.MariaDbType.VarcharType;
import dev.landfall.catalog.MariaDbType.VectorType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MariaDbTypeParserTest {
    static Stream<Arguments> declarations() {
        return Stream.of(
                Arguments.of("tinyint(1)", new IntegerType(8, false, 1)),
                Arguments.of("int(10) unsigned", new IntegerType(32, true, 10)),
                Arguments.of("int(10) unsigned zerofill", new IntegerType(32, true, 10)),
                Arguments.of("mediumint(9)", new IntegerType(24, false, 9)),
                Arguments.of("bigint(20) unsigned", new IntegerType(64, true, 20)),
                Arguments.of("decimal(65,38)", new DecimalType(65, 38, false)),
                Arguments.of("decimal(10,0) unsigned", new DecimalType(10, 0, true)),
                Arguments.of("float", new FloatType(false, false)),
                Arguments.of("double(10,2) unsigned", new DoubleType(true, true)),
                Arguments.of("bit(10)", new BitType(10)),
                Arguments.of("datetime", new DateTimeType(0)),
                Arguments.of("datetime(6)", new DateTimeType(6)),
                Arguments.of("timestamp(3)", new TimestampType(3)),
                Arguments.of("time(1)", new TimeType(1)),
                Arguments.of("char(0)", new CharType(0)),
                Arguments.of("varchar(255)", new VarcharType(255)),
                Arguments.of("varchar(255) /*M!100301 COMPRESSED*/", new VarcharType(255)),
                Arguments.of("longtext", new TextType(0xFFFF_FFFFL)),
                Arguments.of("tinyblob", new BlobType(255)),
                Arguments.of("uuid", new UuidType()),
                Arguments.of("inet4", new InetType(4)),
                Arguments.of("inet6", new InetType(16)),
                Arguments.of("point", new GeometryType("point")),
                Arguments.of("enum('a','B')", new EnumType(List.of("a", "B"))),
                Arguments.of("enum('it''s','d,e','f\\\\g','')", new EnumType(List.of("it's", "d,e", "f\\g", ""))),
                Arguments.of("set('x','z z')", new SetType(List.of("x", "z z"))),
                Arguments.of("vector(3)", new VectorType(3)),
                Arguments.of("xmltype", new UnknownType("xmltype")));
    }

    @ParameterizedTest
    @MethodSource("declarations")
    void everyDeclarationHasItsType(String declaration, MariaDbType expected) {
        assertThat(MariaDbTypeParser.parse(declaration)).isEqualTo(expected);
    }
}
