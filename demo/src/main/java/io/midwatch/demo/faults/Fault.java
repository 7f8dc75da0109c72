package io.midwatch.demo.faults;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A fault that can be switched on, with the truth about it: where it is, and what screens should
 * show.
 */
public enum Fault {
  BAD_RELEASE(
      "bad-release",
      "shop 2.5.0 goes live on one instance of two and throws on checkout for three users in ten",
      "shop",
      "POST /v1/checkout",
      "A new version 2.5.0 of shop appears; about 30 % of its POST /v1/checkout answer 500 with IllegalStateException"
          + " 'No loyalty tier for customer group N' in LoyaltyTiers; the other version stays healthy; tenants"
          + " are hit in proportion to their traffic"),
  THIRD_PARTY_SLOW(
      "third-party-slow",
      "the card processor answers after 5 s",
      "payments",
      "POST /v1/payments",
      "Calls from payments to api.cardhouse.example end after 3 s with HttpTimeoutException; POST /v1/payments answers"
          + " 504 and POST /v1/checkout of shop 502, both slow; the e-mail provider, catalogue and database stay well"),
  CONSUMER_STALLED(
      "consumer-stalled",
      "importer stops taking order files from its queue",
      "importer",
      null,
      "Queue orders.import: consumers fall to 0, depth and age of the oldest message grow steadily, nothing is"
          + " processed; POST /v1/imports goes on answering 202; afterwards the backlog drains"),
  POOL_TOO_SMALL(
      "pool-too-small",
      "the connection pools of shop shrink from 10 connections to 2",
      "shop",
      null,
      "Pool shop-orders: maximum 2, all in use, requests pending, timeouts; every endpoint of shop that needs the"
          + " database is slow and some requests answer 500 with 'Connection is not available' after 1 s; statements"
          + " themselves stay fast and PostgreSQL is not busy");

  private final String id;
  private final String summary;
  private final String service;
  private final @Nullable String endpoint;
  private final String expected;

  Fault(String id, String summary, String service, @Nullable String endpoint, String expected) {
    this.id = id;
    this.summary = summary;
    this.service = service;
    this.endpoint = endpoint;
    this.expected = expected;
  }

  /** Name on the command line, in URLs and in the truth file. */
  public String id() {
    return id;
  }

  /** What is done, in one line. */
  public String summary() {
    return summary;
  }

  /** Service at which the fault is to be found. */
  public String service() {
    return service;
  }

  /** Endpoint at which it is to be found, when it is one endpoint's. */
  public Optional<String> endpoint() {
    return Optional.ofNullable(endpoint);
  }

  /** What a screen should show while it lasts. */
  public String expected() {
    return expected;
  }

  /** The fault with this id, if there is one. */
  public static Optional<Fault> find(String id) {
    return Arrays.stream(values()).filter(fault -> fault.id.equals(id)).findFirst();
  }

  /** All ids, separated by commas, for messages. */
  public static String ids() {
    return Arrays.stream(values()).map(Fault::id).collect(Collectors.joining(", "));
  }
}
