package spoor.gateway.ingest;

/** What became of received events: received = stored + duplicate + rejected + malformed. */
public record Outcome(long received, long stored, long duplicate, long rejected, long malformed) {
    public static final Outcome NOTHING = new Outcome(0, 0, 0, 0, 0);

    public Outcome plus(Outcome other) {
        return new Outcome(
                received + other.received,
                stored + other.stored,
                duplicate + other.duplicate,
                rejected + other.rejected,
                malformed + other.malformed);
    }
}
