package io.midwatch.storage.columnar.query;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.Resource;
import io.midwatch.model.Span;
import io.midwatch.model.SpanKind;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Spans with everything that makes answers differ: types, arrays, gaps, ties, other scripts. */
final class RandomSpans {
  static final List<String> REGIONS = List.of("eu", "us", "ap", "Zürich", "東京", "");

  private final Random random;

  RandomSpans(Random random) {
    this.random = random;
  }

  List<Span> next(int count) {
    List<Span> spans = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      spans.add(next(i, count));
    }
    return spans;
  }

  private Span next(int number, int count) {
    long drift = random.nextInt(100) == 0 ? random.nextInt(3_000) : random.nextInt(60);
    Spans span =
        Spans.number(number)
            .trace(1 + random.nextInt(count / 6 + 1))
            .named(pick("GET /pay", "POST /pay/{id}", "SELECT orders", "Straße öffnen", "a-b c_d"))
            .kind(SpanKind.values()[random.nextInt(SpanKind.values().length)])
            .startingAt(Times.second(3_000L * number / count + drift))
            .lasting(
                random.nextInt(4) == 0 ? 1_000 : Math.round(Math.exp(random.nextDouble() * 20)))
            .from(resource());
    if (random.nextInt(3) > 0) {
      span.childOf(1 + random.nextInt(count));
    }
    maybe(span, "region", () -> region());
    maybe(span, "size", () -> size());
    maybe(span, "user.id", () -> AttributeValue.of("u" + random.nextInt(800)));
    maybe(span, "url.path", () -> AttributeValue.of("/" + random.nextInt(3_000) + "/pay now"));
    maybe(span, "http.response.status_code", () -> status());
    maybe(span, "cached", () -> AttributeValue.of(random.nextBoolean()));
    return (random.nextInt(10) == 0 ? span.failed() : span).build();
  }

  private void maybe(Spans span, String key, Supplier<AttributeValue> value) {
    if (random.nextInt(4) > 0) {
      span.with(key, value.get());
    }
  }

  @SafeVarargs
  private <E> E pick(E... all) {
    return all[random.nextInt(all.length)];
  }

  private Resource resource() {
    Attributes.Builder attributes =
        Attributes.builder().put("service.name", pick("shop", "cart", "zahlung"));
    if (random.nextBoolean()) {
      attributes.put("host", "h" + random.nextInt(5));
    }
    if (random.nextInt(5) == 0) {
      attributes.put("region", "from-resource");
    }
    return Resource.of(attributes.build());
  }

  private AttributeValue region() {
    return switch (random.nextInt(10)) {
      case 0 -> AttributeValue.EMPTY;
      case 1 -> AttributeValue.of(List.of());
      case 2 -> AttributeValue.of(List.of(text(), AttributeValue.of(List.of(text(), size()))));
      default -> text();
    };
  }

  private AttributeValue text() {
    return AttributeValue.of(REGIONS.get(random.nextInt(REGIONS.size())));
  }

  private AttributeValue size() {
    return switch (random.nextInt(8)) {
      case 0 -> AttributeValue.of((double) random.nextInt(20));
      case 1 -> AttributeValue.of(random.nextInt(20) + 0.5);
      case 2 -> AttributeValue.of("7");
      case 3 -> AttributeValue.of(List.of(AttributeValue.of(3), AttributeValue.of(4.5), text()));
      case 4 -> pick(AttributeValue.of(Double.NaN), AttributeValue.of(-0.0), AttributeValue.of(-3));
      default -> AttributeValue.of(random.nextInt(20));
    };
  }

  private AttributeValue status() {
    return random.nextInt(5) == 0
        ? AttributeValue.of(pick("200", "404", "none"))
        : AttributeValue.of(pick(200, 201, 404, 500, 503));
  }
}
