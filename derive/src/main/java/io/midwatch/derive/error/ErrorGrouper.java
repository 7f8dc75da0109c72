package io.midwatch.derive.error;

import io.midwatch.model.MessageTemplate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the bug of an exception or message. What is known of a text is remembered, for most
 * failures repeat: see {@link TextCache} for the bounds, together at most 60 million characters.
 * Thread-safe.
 */
public final class ErrorGrouper {
  /** The type of a log record that names no exception. */
  public static final String LOG = "log";

  private static final int TRACES = 1 << 10;
  private static final int LONGEST_TRACE = 1 << 15;
  private static final int TEXTS = 1 << 12;
  private static final int LONGEST_TEXT = 1 << 10;
  private static final int HEADING = 1 << 12;
  private static final int HEADING_LINES = 8;

  private static final int EXCEPTION_BITS = 9;
  private static final int SPREAD = 0x9E3779B9;

  /** Exceptions as they were sent; a race costs at most that one is read again. */
  private final @Nullable Same[] exceptions = new @Nullable Same[1 << EXCEPTION_BITS];

  private record Same(
      String type, String message, String stackTrace, String where, ErrorGroup group) {
    boolean is(String otherType, String otherMessage, String otherTrace, String otherWhere) {
      return message.equals(otherMessage)
          && stackTrace.equals(otherTrace)
          && type.equals(otherType)
          && where.equals(otherWhere);
    }
  }

  private final TextCache<StackTrace> traces = new TextCache<>(TRACES, LONGEST_TRACE);
  private final TextCache<String> templates = new TextCache<>(TEXTS, LONGEST_TEXT);
  private final TextCache<ErrorGroup> groups = new TextCache<>(TEXTS, LONGEST_TEXT);

  /**
   * The group of an exception. The root cause counts, for the same bug may arrive wrapped and bare.
   *
   * @param type as sent; empty when not sent
   * @param message as sent; empty when not sent
   * @param stackTrace as sent; empty when not sent
   * @param where service of the exception; distinguishes only exceptions without a stack trace
   */
  public ErrorGroup exception(String type, String message, String stackTrace, String where) {
    int hash = ((stackTrace.hashCode() * 31 + message.hashCode()) * 31 + where.hashCode()) * SPREAD;
    int slot = hash >>> Integer.SIZE - EXCEPTION_BITS;
    Same same = exceptions[slot];
    if (same == null || !same.is(type, message, stackTrace, where)) {
      ErrorGroup group = read(type, message, stackTrace, where);
      same = new Same(type, message, stackTrace, where, group);
      if (stackTrace.length() <= LONGEST_TRACE && message.length() <= LONGEST_TEXT) {
        exceptions[slot] = same;
      }
    }
    return same.group;
  }

  private ErrorGroup read(String type, String message, String stackTrace, String where) {
    int calls = startOfCalls(stackTrace);
    StackTrace trace = trace(stackTrace, calls);
    String rootType = trace.type();
    String rootMessage = trace.message();
    if (trace.causes() == 0) {
      boolean unsaid = rootType.isEmpty() && calls > 0 && (type.isEmpty() || message.isEmpty());
      Thrown printed = unsaid ? Heading.of(linesBefore(stackTrace, calls)) : null;
      if (!type.isEmpty()) {
        rootType = type;
      } else if (printed != null) {
        rootType = printed.type;
      }
      if (!message.isEmpty()) {
        rootMessage = message;
      } else if (printed != null) {
        rootMessage = printed.message.toString();
      }
    }
    String place = trace.frame().isEmpty() ? where : trace.frame();
    return group(simpleName(rootType), template(rootMessage), place);
  }

  /** The group of a failure that names no exception: an HTTP or RPC status, a failed consumer. */
  public ErrorGroup bare(String errorType, String message, String service, String endpoint) {
    return group(errorType, template(message), service + " " + endpoint);
  }

  /** The group of a log record that names no exception; one may be printed in its text. */
  public ErrorGroup log(String body, String logger, String service) {
    int calls = startOfCalls(body);
    if (calls > 0) {
      return exception("", "", body, service);
    }
    return group(LOG, template(body), logger.isEmpty() ? service : logger);
  }

  private ErrorGroup group(String type, String message, String place) {
    String key = type + '\0' + message + '\0' + place;
    return groups.get(key, _ -> ErrorGroup.of(type, message, place));
  }

  private String template(String message) {
    return message.isEmpty() ? message : templates.get(message, MessageTemplate::of);
  }

  /**
   * The calls of a trace are looked up apart from the line above them: that one says the message,
   * with its ids, and differs from failure to failure.
   */
  private StackTrace trace(String text, int calls) {
    if (text.isEmpty()) {
      return StackTrace.NONE;
    }
    String key = calls > 0 ? text.substring(calls) : text;
    return traces.get(key, StackTraceParser::parse);
  }

  /** The lines above the calls; of many the last. */
  private static List<String> linesBefore(String text, int calls) {
    int from = Math.max(0, calls - HEADING);
    List<String> lines = text.substring(from, calls).lines().toList();
    return lines.subList(Math.max(0, lines.size() - HEADING_LINES), lines.size());
  }

  /** Where the first line of the form {@code at …} begins; 0 when there is none. */
  private static int startOfCalls(String text) {
    int from = 0;
    int most = Math.min(text.length(), StackTraceParser.MOST_TEXT);
    while (from < most) {
      int newline = text.indexOf('\n', from);
      if (newline < 0 || newline >= most) {
        return 0;
      }
      int at = newline + 1;
      while (at < most && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
        at++;
      }
      if (at > newline + 1 && text.startsWith("at ", at)) {
        return newline + 1;
      }
      from = newline + 1;
    }
    return 0;
  }

  /** {@code java.lang.IllegalStateException} and {@code IllegalStateException} are one type. */
  private static String simpleName(String sent) {
    String type = sent.length() <= LONGEST_TEXT ? sent : sent.substring(0, LONGEST_TEXT);
    int from = 0;
    for (int i = 0; i < type.length(); i++) {
      char c = type.charAt(i);
      if (c == '.' || c == '\\' || c == ':' || c == '$' || c == '/') {
        from = i + 1;
      }
    }
    return from == 0 || from == type.length() ? type : type.substring(from);
  }
}
