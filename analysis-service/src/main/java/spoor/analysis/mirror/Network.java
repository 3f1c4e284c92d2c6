package spoor.analysis.mirror;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Addresses that have their first bits in common, written as RFC 4632 and RFC 4291 have it: 10.0.0.0/8, 2001:db8::/32. Bits beyond those
 * count nothing, 10.1.2.3/8 is 10.0.0.0/8. IPv4 within IPv6, such as ::ffff:10.1.2.3, is IPv4.
 *
 * @param first its first address
 * @param bits of an address, 32 or 128
 * @param prefix how many of them are in common
 */
record Network(BigInteger first, int bits, int prefix) {
    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;
    private static final int MAPPED_BITS = IPV6_BITS - IPV4_BITS;
    private static final Pattern WRITTEN =
            Pattern.compile("((?:\\d{1,3}\\.){3}\\d{1,3}|[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*)/(\\d{1,3})");
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final int OCTETS = 4;
    private static final int GROUPS = 8;
    private static final int GROUP_BITS = 16;
    private static final int DIGITS = 4;
    private static final int FIRST_OF_FOUR_DIGITS = 0x1000;
    private static final String IPV6 = ipv6();

    /** Empty if it is none. */
    static Optional<Network> parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        byte[] address;
        try {
            address = InetAddress.ofLiteral(written.group(1)).getAddress();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        int bits = Byte.SIZE * address.length;
        boolean isMapped = bits == IPV4_BITS && written.group(1).contains(":");
        int prefix = Integer.parseInt(written.group(2)) - (isMapped ? MAPPED_BITS : 0);
        if (prefix < 0 || prefix > bits) {
            return Optional.empty();
        }
        BigInteger first = new BigInteger(1, address).shiftRight(bits - prefix).shiftLeft(bits - prefix);
        return Optional.of(new Network(first, bits, prefix));
    }

    /** Whether a text is one of the addresses; a text that is no address is not. */
    Condition contains(Field<String> text) {
        return bits == IPV4_BITS ? matches(text, ipv4()) : containsIpv6(text);
    }

    private String ipv4() {
        String octets = IntStream.range(0, OCTETS).mapToObj(this::octet).collect(Collectors.joining("\\."));
        return "(?:::[fF]{4}:)?" + octets;
    }

    /** A pattern for what an octet may be. */
    private String octet(int i) {
        int free = Math.clamp(Byte.SIZE * (i + 1) - prefix, 0, Byte.SIZE);
        int least = first.shiftRight(IPV4_BITS - Byte.SIZE * (i + 1)).intValue() & 0xFF;
        return free == Byte.SIZE
                ? OCTET
                : IntStream.range(least, least + (1 << free))
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining("|", "(?:", ")"));
    }

    /** By how it is written, as far as that has one form; then by the 32 digits of an address, which are in the order of addresses. */
    private Condition containsIpv6(Field<String> text) {
        Head head = head();
        Condition mayBe = matches(text, head.pattern()).and(matches(text, IPV6));
        if (head.isEnough()) {
            return mayBe;
        }
        BigInteger last = first.add(BigInteger.ONE.shiftLeft(bits - prefix)).subtract(BigInteger.ONE);
        return DSL.condition(DSL.when(mayBe, DSL.field(digits(text).between(digits(first), digits(last))))
                .otherwise(DSL.inline(false)));
    }

    /** What every address in it begins with, and whether none else does. */
    private record Head(String pattern, boolean isEnough) {}

    /** Groups that are 0, or may begin with 0, can be written in several ways. */
    private Head head() {
        StringBuilder pattern = new StringBuilder();
        int fixed = 0;
        while (fixed + GROUP_BITS <= prefix && group(fixed) != 0) {
            String digits = Integer.toHexString(group(fixed));
            fixed += GROUP_BITS;
            pattern.append("0{0,%d}%s%s".formatted(DIGITS - digits.length(), digits, fixed == IPV6_BITS ? "" : ":"));
        }
        int rest = prefix - fixed;
        if (rest > 0 && rest < GROUP_BITS && group(fixed) >= FIRST_OF_FOUR_DIGITS) {
            for (int digit = 0; digit < DIGITS; digit++) {
                pattern.append(
                        digit((group(fixed) >> (4 * (DIGITS - 1 - digit))) & 0xF, Math.clamp(rest - 4 * digit, 0, 4)));
            }
            fixed = prefix;
        }
        return new Head("(?i:" + pattern + ").*", fixed == prefix);
    }

    private int group(int fromBit) {
        return first.shiftRight(IPV6_BITS - GROUP_BITS - fromBit).intValue() & 0xFFFF;
    }

    /** A digit of which the first {@code known} bits are given. */
    private static String digit(int least, int known) {
        return IntStream.range(least, least + (1 << (4 - known)))
                .mapToObj(Integer::toHexString)
                .collect(Collectors.joining("", "[", "]"));
    }

    private static String digits(BigInteger address) {
        return "%032x".formatted(address);
    }

    private static Field<String> digits(Field<String> address) {
        Field<String> left = digits(address, 1);
        Field<String> right = digits(address, 2);
        Field<String> between =
                DSL.field("repeat('0', 32 - length({0}) - length({1}))", SQLDataType.VARCHAR, left, right);
        return DSL.lower(DSL.concat(left, between, right));
    }

    /** Of the groups before :: or after it. */
    private static Field<String> digits(Field<String> address, int half) {
        return DSL.field(
                "array_to_string(list_transform(string_split(split_part({0}, '::', {1}), ':'),"
                        + " lambda g: case when g = '' then '' else lpad(g, 4, '0') end), '')",
                SQLDataType.VARCHAR, address, DSL.inline(half));
    }

    /** A pattern for all that can be written: eight groups, or fewer of which one place is written ::. */
    private static String ipv6() {
        String group = "[0-9A-Fa-f]{1,4}";
        String shortened = IntStream.range(0, GROUPS)
                .mapToObj(left -> groups(group + ":", left)
                        + (left == 0 ? "::" : ":")
                        + "(?:" + group + "(?::" + group + "){0,%d})?".formatted(Math.max(0, GROUPS - 2 - left)))
                .collect(Collectors.joining("|"));
        return groups(group + ":", GROUPS - 1) + group + "|" + shortened;
    }

    private static String groups(String group, int count) {
        return "(?:" + group + "){" + count + "}";
    }

    private static Condition matches(Field<String> text, String pattern) {
        return DSL.condition(
                DSL.function("regexp_full_match", SQLDataType.BOOLEAN, text, DSL.inline("(?:" + pattern + ")")));
    }
}
