package spoor.analysis.mirror.segment;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The manifest's file: a line with the format's version and the CRC-32C of what follows in 8 hexadecimal digits, then the manifest as
 * JSON. It is replaced as a whole: whenever the process or the machine stops, it is what it was before or what it became.
 */
public final class ManifestFile {
    private static final String VERSION = "spoor-mirror 4 ";
    private static final int HEADER_BYTES = VERSION.length() + 9;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final Path path;

    /** The manifest in a folder. */
    public ManifestFile(Path folder) {
        this.folder = folder;
        path = folder.resolve("manifest");
    }

    /** What was written last; empty where there is nothing, or something else: then the mirror begins with nothing. */
    public Optional<Manifest> read() throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(path);
        int start = Math.min(HEADER_BYTES, bytes.length);
        byte[] json = Arrays.copyOfRange(bytes, start, bytes.length);
        if (!Arrays.equals(header(json), Arrays.copyOf(bytes, start))) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(json, Manifest.class));
        } catch (JacksonException e) {
            throw new IOException("The mirror's manifest " + path + " is whole, but can't be read", e);
        }
    }

    /** Returns when the manifest will outlive a crash of the machine. */
    public void write(Manifest manifest) throws IOException {
        byte[] json = JSON.writeValueAsBytes(manifest);
        Path draft = folder.resolve("manifest.draft");
        try (FileChannel file = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer content = ByteBuffer.allocate(HEADER_BYTES + json.length)
                    .put(header(json))
                    .put(json)
                    .flip();
            while (content.hasRemaining()) {
                file.write(content);
            }
            file.force(true);
        }
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
        SegmentFolder.force(folder);
    }

    private static byte[] header(byte[] json) {
        String checksum = HexFormat.of().toHexDigits(Checksum.of(json), 8);
        return (VERSION + checksum + "\n").getBytes(US_ASCII);
    }
}
