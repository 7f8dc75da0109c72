package io.midwatch.storage.elasticsearch.read;

import io.midwatch.model.Signal;
import io.midwatch.storage.contract.answer.row.FieldReader;
import java.util.function.Function;

/**
 * What differs between spans and log records when rows are read.
 *
 * @param index pattern of the indices that hold them
 * @param item reads the bytes of a document
 */
public record RowKind<T>(
    Signal signal, String index, FieldReader<T> fields, Function<byte[], T> item) {}
