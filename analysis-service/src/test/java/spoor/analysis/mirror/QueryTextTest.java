package spoor.analysis.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import spoor.request.ErrorCode;
import spoor.request.Problem;
import spoor.request.RequestException;

class QueryTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ip:10.0.0.0/8 | ip:10\\.0\\.0\\.0\\/8",
                "ip:(10.0.0.0/8 OR NOT 192.168.0.0/16) | ip:(10\\.0\\.0\\.0\\/8 OR NOT 192\\.168\\.0\\.0\\/16)",
                "ip:2001:db8::/32 | ip:2001\\:db8\\:\\:\\/32",
                "-ip:::1/128 | -ip:\\:\\:1\\/128",
                "path:C:\\Windows\\*.exe | path:C\\:\\\\Windows\\\\*\\.exe",
                "path:\\\\server\\share | path:\\\\\\\\server\\\\share",
                "path:C:\\a-b~1\\[x] | path:C\\:\\\\a\\-b\\~1\\\\\\[x\\]",
                "path:\"C:\\Windows\\cmd.exe\" | path:\"C:\\\\Windows\\\\cmd.exe\"",
                "reg:HKLM\\Software\\* | reg:HKLM\\\\Software\\*",
            })
    void networksAndPaths_areEscaped(String written, String lucene) {
        assertThat(QueryText.of(written, _ -> false).lucene()).isEqualTo(lucene);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a:\"10.0.0.0/8\"",
                "a:/\\d+\\.\\w/",
                "a:/c:\\\\d/ OR b:\"x\"",
                "a\\:b:c\\*",
                "a:\"x\\\\Windows\" AND b:\"say \\\"no\\\"\"",
                "abc:\\u0041bc",
                "a:[10.0.0.0 TO 10.0.0.9]",
                "time:\"2020-01-01T10:00:00Z\"",
                "a:b:c",
                "a:1/2",
                "a\\"
            })
    void otherText_isAsItWas(String written) {
        assertThat(QueryText.of(written, _ -> false).lucene()).isEqualTo(written);
    }

    @Test
    void wordThatIsAFieldAndAValueOfIt_isThat() {
        QueryText field = QueryText.of("cafe:2001:db8::/32", "cafe"::equals);
        assertThat(field.network(5)).contains("2001:db8::/32");
        QueryText address = QueryText.of("cafe:2001:db8::/32", _ -> false);
        assertThat(address.network(0)).contains("cafe:2001:db8::/32");
        assertThat(QueryText.of("c:\\*", "c"::equals).lucene()).isEqualTo("c:\\*");
    }

    @Test
    void placesOfARefusal_areThoseOfWhatWasWritten() {
        String written = "ip:10.0.0.0/8 x:y";
        QueryText text = QueryText.of(written, _ -> false);
        int at = text.lucene().indexOf("x:y");
        var refusal = new RequestException(ErrorCode.INVALID_QUERY, new Problem("query", at, 3, "no", List.of()));

        Problem problem = text.asWritten(refusal).problems().getFirst();

        assertThat(problem.offset()).isEqualTo(written.indexOf("x:y"));
        assertThat(problem.length()).isEqualTo(3);
    }
}
