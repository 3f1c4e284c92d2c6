package spoor.analysis.mirror.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** SQL that is sent in the place of each text and name of a request. */
public final class Poison {
    private static final List<String> PAYLOADS = List.of(
            "'; drop table events; --",
            "\"; drop table events; --",
            "x\" from events; delete from events; --",
            "' || (select max(id) from events) || '",
            "(select count(*) from events)",
            "n) from events; drop table events; --",
            "read_csv('/etc/passwd')",
            "getenv('PATH')",
            "1; attach '/tmp/other.db'",
            "case when true then (select 1) end",
            "n /* */ --",
            "`n`",
            "$1",
            "{0}",
            "?",
            "\\\" \\' \u0000",
            "n::int",
            "count(*) over ()",
            "exists (select 1)",
            "copy events to '/tmp/stolen'");

    private Poison() {}

    public static Stream<String> payloads() {
        return PAYLOADS.stream();
    }

    /** The same with the payload in the place of each text in turn, names of columns included. */
    public static List<JsonNode> poisoned(JsonNode node, String payload) {
        List<JsonNode> all = new ArrayList<>();
        switch (node) {
            case ArrayNode list -> {
                for (int i = 0; i < list.size(); i++) {
                    for (JsonNode changed : poisoned(list.get(i), payload)) {
                        all.add(list.deepCopy().set(i, changed));
                    }
                }
            }
            case ObjectNode object -> {
                for (String name : List.copyOf(object.propertyNames())) {
                    for (JsonNode changed : poisoned(object.get(name), payload)) {
                        all.add(object.deepCopy().set(name, changed));
                    }
                    ObjectNode renamed = object.deepCopy();
                    renamed.remove(name);
                    all.add(renamed.set(payload, object.get(name)));
                }
            }
            default -> {
                if (node.isString()) {
                    all.add(JsonMapper.shared().getNodeFactory().stringNode(payload));
                }
            }
        }
        return all;
    }
}
