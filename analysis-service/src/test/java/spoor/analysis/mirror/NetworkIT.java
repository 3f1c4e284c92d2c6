package spoor.analysis.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.duckdb.DuckDBConnection;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks as DuckDB finds their addresses. */
class NetworkIT {
    private static final Field<String> TEXT = DSL.field(DSL.name("text"), SQLDataType.VARCHAR);

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, 11.0.0.0",
        "10.1.2.3/8, 10.0.0.0, 9.255.255.255",
        "172.16.0.0/12, 172.31.255.255, 172.32.0.0",
        "0.0.0.0/0, 255.255.255.255, ::1",
        "192.0.2.7/32, 192.0.2.7, 192.0.2.8",
        "10.0.0.0/8, ::ffff:10.1.2.3, ::ffff:11.1.2.3",
        "::ffff:10.0.0.0/104, 10.1.2.3, 11.1.2.3",
        "10.0.0.0/8, 10.0.0.1, 10.0.0.256",
        "10.0.0.0/8, 10.0.0.1, 10.0.0",
        "10.0.0.0/8, 10.0.0.1, 10.0.0.1.example",
        "10.0.0.0/8, 10.0.0.1, 10.0.0.01",
        "2001:db8::/32, 2001:DB8:ffff::1, 2001:db9::",
        "2001:db8::/32, 2001:0db8:0000:0000:0000:0000:0000:0001, 2001:db8",
        "::1/128, 0:0:0:0:0:0:0:1, ::2",
        "fe80::/10, FEBF::1, fec0::1",
        "2001:db8:4000::/34, 2001:0db8:7fff::, 2001:db8:8000::",
        "2001:db8::/34, 2001:db8:3fff::, 2001:db8:4000::",
        "2001:db8::/34, 2001:db8::7fff, 2001:db8:7fff::",
        "1:2:3:4:5:6:7:8/128, 0001:2:3:4:5:6:7:08, 1:2:3:4:5:6:7:8:",
        "::/0, ::, 10.0.0.1",
        "2001:db8::/32, 2001:db8:1::, 2001:db8:1::2::3",
        "2001:db8::/32, 2001:db8::1, 2001:db8::12345",
        "2001:db8::/32, 2001:db8:1:2:3:4:5:6, 2001:db8:1:2:3:4:5:6:7",
        "2001:db8::/32, 2001:db8:1:2:3:4:5:6, 2001:db8:1:2:3:4:5:",
    })
    void addressesOfANetwork_areFound_othersAreNot(String network, String in, String out) throws Exception {
        assertThat(found(network, Set.of(in, out))).containsExactly(in);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/33",
                "10.0.0/8",
                "10.0.0.256/8",
                "10.0.0.0",
                "10.0.0.0/",
                "::/129",
                ":::/8",
                "1:2/8",
                "x/8"
            })
    void whatIsNoNetwork_isNone(String text) {
        assertThat(Network.parse(text)).isEmpty();
    }

    /** Beside the arithmetic of whole numbers; half of the addresses are near the network's ends. */
    @Test
    void randomNetworks_holdWhatArithmeticSays() throws Exception {
        Random random = new Random(6);
        for (int i = 0; i < 50; i++) {
            int bytes = random.nextBoolean() ? 4 : 16;
            int bits = Byte.SIZE * bytes;
            int prefix = random.nextInt(bits + 1);
            BigInteger some = new BigInteger(bits, random);
            BigInteger first = some.shiftRight(bits - prefix).shiftLeft(bits - prefix);
            BigInteger last = first.add(BigInteger.TWO.pow(bits - prefix)).subtract(BigInteger.ONE);
            Set<String> inside = new HashSet<>();
            Set<String> all = new HashSet<>();
            for (BigInteger address : near(first, last, bits, random)) {
                String text = written(address, bytes, random);
                all.add(text);
                if (address.compareTo(first) >= 0 && address.compareTo(last) <= 0) {
                    inside.add(text);
                }
            }
            String network = written(some, bytes, random) + "/" + prefix;
            assertThat(found(network, all)).as(network).containsExactlyInAnyOrderElementsOf(inside);
        }
    }

    private static List<BigInteger> near(BigInteger first, BigInteger last, int bits, Random random) {
        BigInteger end = BigInteger.TWO.pow(bits);
        List<BigInteger> addresses = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            BigInteger step = BigInteger.valueOf(random.nextInt(300) - 150);
            addresses.add(first.add(step).mod(end));
            addresses.add(last.add(step).mod(end));
            addresses.add(new BigInteger(bits, random));
        }
        return addresses;
    }

    /** In one of the forms that an address has. */
    private static String written(BigInteger address, int bytes, Random random) throws UnknownHostException {
        byte[] all = new byte[bytes];
        byte[] some = address.toByteArray();
        int length = Math.min(some.length, bytes);
        System.arraycopy(some, some.length - length, all, bytes - length, length);
        String text = InetAddress.getByAddress(all).getHostAddress();
        return switch (random.nextInt(3)) {
            case 0 -> text.toUpperCase(Locale.ROOT);
            case 1 -> text.replaceFirst("(^|:)0(:0)+(:|$)", "::");
            default -> text;
        };
    }

    private static List<String> found(String network, Set<String> texts) throws Exception {
        try (DuckDBConnection connection =
                DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class)) {
            DSLContext sql = Engine.sql(connection);
            sql.execute("create table addresses (text varchar)");
            sql.execute(
                    "insert into addresses select unnest([{0}])",
                    DSL.list(texts.stream().map(DSL::inline).toList()));
            return sql.select(TEXT)
                    .from("addresses")
                    .where(Network.parse(network).orElseThrow().contains(TEXT))
                    .fetch(TEXT);
        }
    }
}
