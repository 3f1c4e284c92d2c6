package spoor.analysis.web;

import java.util.Arrays;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

/** How a table may be wanted. */
enum TableFormat {
    JSON(MediaType.APPLICATION_JSON_VALUE),
    CSV(TableFormat.CSV_TYPE + ";charset=UTF-8"),
    ARROW(TableFormat.ARROW_TYPE),
    PARQUET(TableFormat.PARQUET_TYPE);

    static final String CSV_TYPE = "text/csv";
    static final String ARROW_TYPE = "application/vnd.apache.arrow.stream";
    static final String PARQUET_TYPE = "application/vnd.apache.parquet";

    private final String type;

    TableFormat(String type) {
        this.type = type;
    }

    MediaType type() {
        return MediaType.parseMediaType(type);
    }

    /** The one that is wanted most; of several that are wanted alike the first here. */
    static TableFormat accepted(String accept) {
        List<MediaType> wanted = MediaType.parseMediaTypes(accept);
        MimeTypeUtils.sortBySpecificity(wanted);
        return wanted.stream()
                .flatMap(type -> Arrays.stream(values()).filter(format -> type.includes(format.type())))
                .findFirst()
                .orElse(JSON);
    }
}
