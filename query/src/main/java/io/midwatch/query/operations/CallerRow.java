package io.midwatch.query.operations;

import io.midwatch.query.requests.RequestFigures;
import io.midwatch.query.window.Change;

/** One service that calls a database or a host outside, now and in the period before. */
public record CallerRow(String service, RequestFigures now, RequestFigures before) {
  public Change calls() {
    return new Change(now.requests(), before.requests());
  }

  public Change failed() {
    return new Change(now.failed(), before.failed());
  }
}
