package io.midwatch.query.services;

/** One instance that answered in the window; texts are empty when not sent. */
public record InstanceRow(String instance, String version, long requests, long failed) {}
