package spoor.gateway.sender;

/** What became of everything sent: sent = acknowledged, and stored, duplicate, rejected and malformed are its parts. */
public record Report(long sent, long acknowledged, long stored, long duplicate, long rejected, long malformed) {
    /** Both together. */
    public Report plus(Report other) {
        return new Report(
                sent + other.sent,
                acknowledged + other.acknowledged,
                stored + other.stored,
                duplicate + other.duplicate,
                rejected + other.rejected,
                malformed + other.malformed);
    }
}
