package io.midwatch.ui;

import io.midwatch.model.Span;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.Times;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/** An hour of one endpoint, {@code POST /v1/checkout}, with a request every 5 seconds. */
public final class CheckoutHour {
  public static final long REQUESTS = 720;

  private CheckoutHour() {}

  /**
   * @param fails of a request's number, 0 for the first
   */
  public static TestStore store(LongPredicate fails) {
    TestStore store = TestStore.empty(InstantSource.fixed(Times.START.plusSeconds(3_600)));
    List<Span> spans = new ArrayList<>();
    for (long number = 0; number < REQUESTS; number++) {
      Spans span =
          Spans.number(number + 1)
              .startingAt(Times.second(number * 5))
              .lasting(40 * Times.MILLI)
              .with("http.request.method", "POST")
              .with("http.route", "/v1/checkout");
      spans.add(fails.test(number) ? span.failed().build() : span.build());
    }
    store.store().writeSpans(spans);
    return store;
  }
}
