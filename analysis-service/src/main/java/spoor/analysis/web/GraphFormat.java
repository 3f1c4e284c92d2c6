package spoor.analysis.web;

import org.springframework.http.MediaType;

/** How a graph may be wanted. */
enum GraphFormat {
    JSON(MediaType.APPLICATION_JSON_VALUE),
    GRAPHML(GraphFormat.GRAPHML_TYPE),
    GEXF(GraphFormat.GEXF_TYPE),
    DOT(GraphFormat.DOT_TYPE + ";charset=UTF-8"),
    CSV(GraphFormat.CSV_TYPE + ";charset=UTF-8");

    static final String GRAPHML_TYPE = "application/graphml+xml";
    static final String GEXF_TYPE = "application/gexf+xml";
    static final String DOT_TYPE = "text/vnd.graphviz";
    static final String CSV_TYPE = "text/csv";

    private final String type;

    GraphFormat(String type) {
        this.type = type;
    }

    MediaType type() {
        return MediaType.parseMediaType(type);
    }

    /** The one that is wanted most. */
    static GraphFormat accepted(String accept) {
        return Accepted.first(accept, values(), GraphFormat::type);
    }
}
