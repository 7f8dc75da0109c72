package io.midwatch.query.timing;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.storage.testkit.fixture.Spans;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AttributeNamesTest {
  @Test
  void namesWhoseValuesHardlyRepeatAreLeftOut() {
    AttributeNames names =
        new AttributeNames(
            LongStream.rangeClosed(1, 30)
                .mapToObj(number ->
                    Spans.number(number)
                        .with("order.id", number)
                        .with("process.pid", 7)
                        .with("region", number % 2 == 0 ? "eu" : "us")
                        .build())
                .toList());

    assertThat(names.telling()).containsExactly("region", "service.name");
  }
}
