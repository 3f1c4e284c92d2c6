package spoor.analysis.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import spoor.analysis.mirror.table.Columns;
import spoor.request.ErrorCode;
import spoor.request.Problem;
import spoor.request.RequestException;

class SyntaxAdviceTest {
    /** The caret stands below the fault, not where the parser gave up. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a AND | 2 | 3 | 'AND' needs something to search for after it",
                "a && | 2 | 2 | '&&' needs something to search for after it",
                "(a OR ) b | 3 | 2 | 'OR' needs something to search for after it",
                "a AND OR b | 2 | 3 | 'AND' needs something to search for after it",
                "NOT | 0 | 3 | 'NOT' needs something to search for after it",
                "OR b | 0 | 2 | 'OR' needs something to search for before it",
                "(power | 0 | 1 | The bracket is not closed; write ) where it ends",
                "a:(b OR (c) | 2 | 1 | The bracket is not closed; write ) where it ends",
                "power) | 5 | 1 | No bracket is open that this one closes; leave it out, or put it in quotes",
                ") | 0 | 1 | No bracket is open that this one closes; leave it out, or put it in quotes",
                "a AND () | 7 | 1 | Nothing stands in the brackets",
                "\"open | 0 | 1 | The quote is not closed; write another \" where it ends",
                "a:\"b\" c:\"d | 8 | 1 | The quote is not closed; write another \" where it ends",
                "port:[1 TO | 5 | 1 | The range is not closed; write it as [1 TO 5], or with * for an end that is open",
                "[1 TO | 0 | 1 | The range is not closed; write it as [1 TO 5], or with * for an end that is open",
                "port:[1 | 5 | 1 | The range is not closed; write it as [1 TO 5], or with * for an end that is open",
                "port:[1] | 5 | 1 | The range has no two ends; write it as [1 TO 5], or with * for an end that is open",
                "port:>100 | 0 | 9 | A comparison has no colon; write port>100",
                "a AND port:<= | 6 | 7 | A comparison has no colon; write port<=…",
                "port: | 4 | 1 | ':' needs a value after it, or * for any",
                "(port:) | 5 | 1 | ':' needs a value after it, or * for any",
                "port> | 4 | 1 | '>' needs a value after it",
                "file.path:/etc | 10 | 1 | A / begins a regular expression, which ends with another /; put a value that has one in quotes",
            })
    void query_isToldWhatItLacks(String query, int offset, int length, String message) {
        Problem problem = problem(query);
        assertThat(problem.message()).isEqualTo(message);
        assertThat(problem.offset()).isEqualTo(offset);
        assertThat(problem.length()).isEqualTo(length);
    }

    @Test
    void comparisonWithAColon_isSuggestedWithout() {
        assertThat(problem("port:>100").suggestions()).containsExactly("port>100");
        assertThat(problem("a AND port:<=").suggestions()).isEmpty();
    }

    @Test
    void anythingElse_isAdvisedToBeQuoted() {
        assertThat(problem("a:b:c").message())
                .startsWith("The query can't be read at character ")
                .contains("in quotes");
    }

    /** Whatever a query is cut to, its problem lies within it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a AND (b:\"c d\" OR NOT e:[1 TO 5}) && +f>=3 -g:/h.*/^2 \\( i~2",
                "]]{[(\"/ TO TO :><=!&&||^~",
                "))(( AND OR NOT : > [ ] TO } /"
            })
    void everyPartOfAQuery_isReadOrHasAProblemWithinIt(String query) {
        for (int from = 0; from <= query.length(); from++) {
            for (int to = from; to <= query.length(); to++) {
                String part = query.substring(from, to);
                RequestException refusal = refusal(part);
                if (refusal != null && refusal.code() == ErrorCode.INVALID_QUERY) {
                    Problem problem = refusal.problems().getFirst();
                    assertThat(problem.offset()).as(part).isBetween(0, part.length());
                    assertThat(problem.offset() + problem.length()).as(part).isLessThanOrEqualTo(part.length());
                }
            }
        }
    }

    private static Problem problem(String query) {
        RequestException refusal = refusal(query);
        assertThat(refusal).as(query).isNotNull();
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_QUERY);
        return refusal.problems().getFirst();
    }

    private static RequestException refusal(String query) {
        return catchThrowableOfType(RequestException.class, () -> Search.condition(query, "query", new Columns()));
    }
}
