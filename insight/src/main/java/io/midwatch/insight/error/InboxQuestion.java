package io.midwatch.insight.error;

import io.midwatch.query.errors.ErrorQuestion;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which page of the inbox.
 *
 * @param states labels; empty for all
 * @param after the {@code next} of the page before; null for the first
 * @param limit rows, at least 1
 */
public record InboxQuestion(
    ErrorQuestion errors, Set<String> states, InboxOrder order, @Nullable String after, int limit) {
  public InboxQuestion {
    states = Set.copyOf(states);
  }
}
