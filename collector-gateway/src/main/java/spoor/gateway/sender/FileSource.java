package spoor.gateway.sender;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** A file of NDJSON, plain, {@code .gz} or {@code .zip} (all entries but those below {@code __MACOSX}). */
public record FileSource(Path file) {
    /** The SHA-256 of the events: the same content is the same stream, however it is packed. */
    public String stream() throws IOException {
        try (Lines lines = open()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                digest.update(line);
                digest.update((byte) '\n');
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }

    /**
     * The file's events from its beginning; whoever opens them closes them.
     *
     * @throws IOException if it can't be read or unpacked, here or with a later line; it names the file
     */
    public Lines open() throws IOException {
        try {
            return new NamedLines(file, unpacked());
        } catch (NoSuchFileException e) {
            throw new IOException("The file %s does not exist.".formatted(file), e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private Lines unpacked() throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a folder; name the files in it");
        }
        String name = file.toString();
        if (name.endsWith(".zip")) {
            // What is no archive, or but a part of one, would otherwise look like one without entries.
            new ZipFile(file.toFile()).close();
        }
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        if (name.endsWith(".zip")) {
            return new ZipLines(new ZipInputStream(in));
        }
        return lines(name.endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in);
    }

    private static IOException unreadable(Path file, IOException cause) {
        return new IOException("The file %s can't be read: %s".formatted(file, cause.getMessage()), cause);
    }

    /** The lines of a stream of bytes, such as standard input. */
    public static Lines lines(InputStream in) {
        return new StreamLines(in);
    }

    private static byte @Nullable [] readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(2048);
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next != '\n') {
                line.write(next);
            } else if (line.size() > 0) {
                return line.toByteArray();
            }
        }
        return line.size() > 0 ? line.toByteArray() : null;
    }

    /** Whatever goes wrong with them says in which file. */
    private record NamedLines(Path file, Lines lines) implements Lines {
        @Override
        public byte @Nullable [] next() throws IOException {
            try {
                return lines.next();
            } catch (IOException e) {
                throw unreadable(file, e);
            }
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    private record StreamLines(InputStream in) implements Lines {
        StreamLines {
            in = new BufferedInputStream(in, 1 << 16);
        }

        @Override
        public byte @Nullable [] next() throws IOException {
            return readLine(in);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    private static final class ZipLines implements Lines {
        private final ZipInputStream zip;
        private @Nullable InputStream entry;

        ZipLines(ZipInputStream zip) {
            this.zip = zip;
        }

        @Override
        public byte @Nullable [] next() throws IOException {
            while (true) {
                if (entry != null) {
                    byte[] line = readLine(entry);
                    if (line != null) {
                        return line;
                    }
                }
                ZipEntry next = zip.getNextEntry();
                if (next == null) {
                    return null;
                }
                boolean isKept = !next.isDirectory() && !next.getName().startsWith("__MACOSX/");
                entry = isKept ? new BufferedInputStream(zip, 1 << 16) : null;
            }
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }
}
