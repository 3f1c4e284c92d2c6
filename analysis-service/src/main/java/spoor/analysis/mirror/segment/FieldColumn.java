package spoor.analysis.mirror.segment;

import spoor.event.FieldType;

/**
 * The column that holds a field's values of one type.
 *
 * @param id unique within the dataset, from 0; never given again
 * @param since the lowest watermark of an event that has such a value; 0 for a field that every dataset has
 */
public record FieldColumn(int id, String field, FieldType type, long since) {}
