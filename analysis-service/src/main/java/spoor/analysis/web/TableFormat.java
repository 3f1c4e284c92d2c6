package spoor.analysis.web;

import org.springframework.http.MediaType;

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

    /** The one that is wanted most. */
    static TableFormat accepted(String accept) {
        return Accepted.first(accept, values(), TableFormat::type);
    }
}
