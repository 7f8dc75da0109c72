package io.midwatch.query.requests;

import java.util.List;

/** Figures of one combination of dimensions, in the order asked for; empty texts were not said. */
public record RequestGroup(List<String> key, RequestFigures figures) {
  public RequestGroup {
    key = List.copyOf(key);
  }
}
