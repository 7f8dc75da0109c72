package io.midwatch.storage.contract.query;

/**
 * The rows a caller may see at all: a filter that access control attaches and every reader applies
 * before the question's own.
 */
public record QueryScope(Filter visible) {
  public static final QueryScope ALL = new QueryScope(Filter.ALL);
}
