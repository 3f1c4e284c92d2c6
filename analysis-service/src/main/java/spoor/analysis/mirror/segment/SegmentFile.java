package spoor.analysis.mirror.segment;

/**
 * A file of a segment: Parquet, or its {@link FieldStatistics}.
 *
 * @param name within the folder of all segments
 * @param bytes its length
 * @param checksum CRC-32C of its bytes
 * @param rows how many it has, or how many columns it tells of
 * @param shape the fields' columns that it has; every other is empty in its rows
 */
public record SegmentFile(String name, long bytes, long checksum, long rows, Shape shape) {}
