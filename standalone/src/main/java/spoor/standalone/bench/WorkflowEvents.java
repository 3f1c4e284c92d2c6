package spoor.standalone.bench;

/** The six columns of events that the 2016 paper's workflow uses, as they lie in PostgreSQL. */
final class WorkflowEvents {
    static final String SELECT = "select time, host_name as host, event_action as action, process_name as process,"
            + " process_parent_name as parent, process_target_name as target from spoor.event";

    private WorkflowEvents() {}
}
