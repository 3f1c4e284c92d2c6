package spoor.analysis.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerConfigurationException;
import javax.xml.transform.sax.SAXTransformerFactory;
import javax.xml.transform.sax.TransformerHandler;
import javax.xml.transform.stream.StreamResult;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;

/** XML 1.0 that is written element by element. Whatever a text holds, it is text; what XML can't hold becomes U+FFFD. */
final class Xml {
    private static final int REPLACEMENT = 0xFFFD;

    private final TransformerHandler out;

    private Xml(TransformerHandler out) {
        this.out = out;
    }

    /** Begins a document in UTF-8. */
    static Xml to(OutputStream out) throws IOException {
        try {
            var factory = (SAXTransformerFactory) SAXTransformerFactory.newDefaultInstance();
            TransformerHandler handler = factory.newTransformerHandler();
            handler.getTransformer().setOutputProperty(OutputKeys.ENCODING, StandardCharsets.UTF_8.name());
            handler.getTransformer().setOutputProperty(OutputKeys.INDENT, "yes");
            handler.setResult(new StreamResult(out));
            handler.startDocument();
            return new Xml(handler);
        } catch (TransformerConfigurationException | SAXException e) {
            throw new IOException(e);
        }
    }

    /**
     * Begins an element.
     *
     * @param attributes each a name, then a value
     */
    void open(String name, String... attributes) throws IOException {
        var all = new AttributesImpl();
        for (int i = 0; i < attributes.length; i += 2) {
            all.addAttribute("", attributes[i], attributes[i], "CDATA", valid(attributes[i + 1]));
        }
        try {
            out.startElement("", name, name, all);
        } catch (SAXException e) {
            throw new IOException(e);
        }
    }

    void close(String name) throws IOException {
        try {
            out.endElement("", name, name);
        } catch (SAXException e) {
            throw new IOException(e);
        }
    }

    /** An element that holds nothing but a text. */
    void element(String name, String text, String... attributes) throws IOException {
        open(name, attributes);
        char[] characters = valid(text).toCharArray();
        try {
            out.characters(characters, 0, characters.length);
        } catch (SAXException e) {
            throw new IOException(e);
        }
        close(name);
    }

    /** Ends the document. */
    void end() throws IOException {
        try {
            out.endDocument();
        } catch (SAXException e) {
            throw new IOException(e);
        }
    }

    /** The text in the characters of XML 1.0 (fifth edition, production 2): without most control characters, and halves of pairs. */
    static String valid(String text) {
        return text.codePoints().allMatch(Xml::isValid)
                ? text
                : text.codePoints()
                        .map(point -> isValid(point) ? point : REPLACEMENT)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static boolean isValid(int point) {
        return point == '\t'
                || point == '\n'
                || point == '\r'
                || (point >= 0x20 && point < Character.MIN_SURROGATE)
                || (point > Character.MAX_SURROGATE && point < 0xFFFE)
                || point >= Character.MIN_SUPPLEMENTARY_CODE_POINT;
    }
}
