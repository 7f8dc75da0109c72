package io.midwatch.query.traces;

import io.midwatch.model.Span;

/**
 * One span in its place in the tree.
 *
 * @param depth 0 for a root
 * @param parentIndex position of the parent in the trace's nodes, -1 for a root
 * @param selfNanos time not covered by children
 * @param service the canonical service
 * @param orphan names a parent that is not stored
 * @param failed by the canonical reading
 * @param critical on the path that decided when the trace ended
 * @param descendants spans below, at any depth
 */
public record TraceNode(
    Span span,
    int depth,
    int parentIndex,
    long selfNanos,
    String service,
    boolean orphan,
    boolean failed,
    boolean critical,
    int descendants) {}
