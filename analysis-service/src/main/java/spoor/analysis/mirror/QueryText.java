package spoor.analysis.mirror;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import spoor.request.Problem;
import spoor.request.RequestException;

/**
 * What somebody wrote into the search box, as Lucene's parser reads it, and which sign of the one is which of the other.
 *
 * <ul>
 *   <li>A network, such as {@code source.ip:10.0.0.0/8}, has signs that mean something else to Lucene; they are escaped.
 *   <li>So are those of a path that begins with a drive or a server, {@code file.path:C:\Windows\*}; * and ? stay wildcards.
 *   <li>A backslash before a letter or a digit is itself, in quotes and outside: Lucene would leave it out.
 * </ul>
 */
final class QueryText {
    /** After these a word begins. */
    private static final String BEFORE_A_WORD = " \t\r\n(:=<>+-!";

    private static final String ENDS = "(?=[\\s)]|$)";
    private static final Pattern NETWORK =
            Pattern.compile("(?:(?:\\d+\\.){2,3}\\d+|[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*)/\\d+" + ENDS);
    private static final Pattern PATH = Pattern.compile("(?:[A-Za-z]:\\\\|\\\\\\\\(?=\\w))[^\\s()\"]*");
    private static final Pattern UNICODE = Pattern.compile("\\\\u[0-9A-Fa-f]{4}");
    private static final String WILDCARDS = "*?";

    private final String written;
    private final Predicate<String> isField;
    private final StringBuilder lucene = new StringBuilder();
    private final List<Integer> origins = new ArrayList<>();
    private final Map<Integer, String> networks = new HashMap<>();

    private QueryText(String written, Predicate<String> isField) {
        this.written = written;
        this.isField = isField;
    }

    /** @param isField whether there is a field of a name: {@code cafe:1::/16} is then a network of it and no address, {@code c:\\d} no path */
    static QueryText of(String written, Predicate<String> isField) {
        QueryText text = new QueryText(written, isField);
        text.read();
        return text;
    }

    /** For Lucene's parser. */
    String lucene() {
        return lucene.toString();
    }

    /** The network that was written where a term begins in {@link #lucene}. */
    Optional<String> network(int begin) {
        return Optional.ofNullable(networks.get(begin));
    }

    /** A refusal whose places are those of {@link #lucene}, with the places of what was written. */
    RequestException asWritten(RequestException refusal) {
        return new RequestException(
                refusal.code(), refusal.problems().stream().map(this::asWritten).toList());
    }

    private Problem asWritten(Problem problem) {
        if (problem.offset() == null || problem.length() == null) {
            return problem;
        }
        int offset = origin(problem.offset());
        int end = origin(problem.offset() + problem.length());
        return new Problem(problem.at(), offset, end - offset, problem.message(), problem.suggestions());
    }

    private int origin(int place) {
        return place < origins.size() ? origins.get(place) : written.length();
    }

    private void read() {
        boolean isQuoted = false;
        int at = 0;
        while (at < written.length()) {
            if (!isQuoted && beginsWord(at)) {
                at = word(at);
            } else {
                isQuoted ^= written.charAt(at) == '"';
                at = sign(at);
            }
        }
    }

    private boolean beginsWord(int at) {
        return written.charAt(at) != '"' && (at == 0 || BEFORE_A_WORD.indexOf(written.charAt(at - 1)) >= 0);
    }

    private int word(int at) {
        Matcher network = at(NETWORK, at);
        if (network.lookingAt() && !isFieldAndMore(network.group())) {
            networks.put(lucene.length(), network.group());
            return escape(at, network.end(), "");
        }
        Matcher path = at(PATH, at);
        if (path.lookingAt() && !isFieldAndMore(path.group())) {
            return escape(at, path.end(), WILDCARDS);
        }
        return written.charAt(at) == '/' ? copy(at, endOfRegexp(at)) : sign(at);
    }

    /** After its second slash; after its first where there is none. */
    private int endOfRegexp(int begin) {
        for (int i = begin + 1; i < written.length(); i++) {
            if (written.charAt(i) == '/') {
                return i + 1;
            }
            if (written.charAt(i) == '\\') {
                i++;
            }
        }
        return begin + 1;
    }

    /** A sign, or two of which the first is a backslash. */
    private int sign(int at) {
        if (written.charAt(at) != '\\' || at + 1 == written.length()) {
            return copy(at, at + 1);
        }
        boolean isItself = Character.isLetterOrDigit(written.charAt(at + 1))
                && !at(UNICODE, at).lookingAt();
        return isItself ? escape(at, at + 1, "") : copy(at, at + 2);
    }

    private Matcher at(Pattern pattern, int at) {
        return pattern.matcher(written).region(at, written.length()).useTransparentBounds(true);
    }

    private boolean isFieldAndMore(String word) {
        int colon = word.indexOf(':');
        return colon > 0 && isField.test(word.substring(0, colon));
    }

    /** With a backslash before all but letters, digits and what is in {@code but}. */
    private int escape(int from, int to, String but) {
        for (int i = from; i < to; i++) {
            char sign = written.charAt(i);
            if (!Character.isLetterOrDigit(sign) && but.indexOf(sign) < 0) {
                put('\\', i);
            }
            put(sign, i);
        }
        return to;
    }

    private int copy(int from, int to) {
        for (int i = from; i < to; i++) {
            put(written.charAt(i), i);
        }
        return to;
    }

    private void put(char sign, int origin) {
        lucene.append(sign);
        origins.add(origin);
    }
}
