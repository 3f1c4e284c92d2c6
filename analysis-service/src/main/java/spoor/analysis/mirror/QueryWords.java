package spoor.analysis.mirror;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.queryparser.charstream.FastCharStream;
import org.apache.lucene.queryparser.flexible.standard.parser.EscapeQuerySyntaxImpl;
import org.apache.lucene.queryparser.flexible.standard.parser.ParseException;
import org.apache.lucene.queryparser.flexible.standard.parser.StandardSyntaxParserConstants;
import org.apache.lucene.queryparser.flexible.standard.parser.StandardSyntaxParserTokenManager;
import org.apache.lucene.queryparser.flexible.standard.parser.Token;
import org.apache.lucene.queryparser.flexible.standard.parser.TokenMgrError;

/** Where the words of a query in Lucene's syntax stand, as its own parser cuts it. */
final class QueryWords {
    private static final Set<Integer> AFTER_A_FIELD = Set.of(
            StandardSyntaxParserConstants.OP_COLON,
            StandardSyntaxParserConstants.OP_EQUAL,
            StandardSyntaxParserConstants.OP_LESSTHAN,
            StandardSyntaxParserConstants.OP_LESSTHANEQ,
            StandardSyntaxParserConstants.OP_MORETHAN,
            StandardSyntaxParserConstants.OP_MORETHANEQ);

    private final String query;
    private final List<Token> words;
    private final boolean isComplete;

    /** A part of a query. */
    record Place(int offset, int length) {}

    private QueryWords(String query, List<Token> words, boolean isComplete) {
        this.query = query;
        this.words = words;
        this.isComplete = isComplete;
    }

    /** Up to what is no word. */
    static QueryWords of(String query) {
        List<Token> words = new ArrayList<>();
        var lexer = new StandardSyntaxParserTokenManager(new FastCharStream(new StringReader(query)));
        try {
            for (Token word = lexer.getNextToken();
                    word.kind != StandardSyntaxParserConstants.EOF;
                    word = lexer.getNextToken()) {
                words.add(word);
            }
        } catch (TokenMgrError e) {
            return new QueryWords(query, words, false);
        }
        return new QueryWords(query, words, true);
    }

    List<Token> words() {
        return List.copyOf(words);
    }

    /** Where what is no word begins; the query's length where all of it is words. */
    int end() {
        if (isComplete) {
            return query.length();
        }
        int end = words.isEmpty() ? 0 : words.getLast().endColumn;
        while (end < query.length() && Character.isWhitespace(query.charAt(end))) {
            end++;
        }
        return end;
    }

    /** The first place where a field is named before its values. */
    Optional<Place> field(String name) {
        for (int i = 0; i + 1 < words.size(); i++) {
            Token word = words.get(i);
            if (AFTER_A_FIELD.contains(words.get(i + 1).kind)
                    && unescaped(word.image).equals(name)) {
                return Optional.of(new Place(word.beginColumn, word.endColumn - word.beginColumn));
            }
        }
        return Optional.empty();
    }

    private static String unescaped(String image) {
        try {
            return EscapeQuerySyntaxImpl.discardEscapeChar(image).toString();
        } catch (ParseException e) {
            return image;
        }
    }
}
