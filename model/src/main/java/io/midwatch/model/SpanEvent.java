package io.midwatch.model;

/** Something that happened at one moment of a span, for example an exception. */
public record SpanEvent(
    long timeUnixNano, String name, Attributes attributes, int droppedAttributesCount) {}
