package spoor.request;

import java.util.List;

/** A request that can't be answered, with every problem that was found in it. */
public class RequestException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;
    private final transient List<Problem> problems;

    /**
     * A refusal.
     *
     * @param code a stable word for programs, such as {@code unknown_field}
     */
    public RequestException(String code, List<Problem> problems) {
        super(problems.isEmpty() ? code : problems.getFirst().message());
        this.code = code;
        this.problems = List.copyOf(problems);
    }

    public RequestException(String code, Problem problem) {
        this(code, List.of(problem));
    }

    public String code() {
        return code;
    }

    public List<Problem> problems() {
        return problems;
    }
}
