package io.midwatch.query.operations;

/**
 * Messages of a queue by what was done with them. One message may be reported twice on either side
 * (create and send, receive and process): the larger counts. Not thread-safe.
 */
final class MessageCounts {
  private long sent;
  private long created;
  private long processed;
  private long received;
  private long failed;

  void add(String operation, long messages, long failures) {
    switch (operation) {
      case "send" -> sent += messages;
      case "create" -> created += messages;
      case "process" -> processed += messages;
      case "receive" -> received += messages;
      default -> {}
    }
    failed += failures;
  }

  long in() {
    return Math.max(sent, created);
  }

  long out() {
    return Math.max(processed, received);
  }

  long failed() {
    return failed;
  }
}
