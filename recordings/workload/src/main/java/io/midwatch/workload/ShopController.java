package io.midwatch.workload;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/**
 * The routes. Every one takes some known time at least, so that a duration in a wrong unit or counted
 * twice cannot hide in noise.
 *
 * <pre>
 * route               statements                            answer
 * GET  /items/{id}    SELECT item                           200, or 404 when there is none
 * POST /orders/{id}   SELECT item, INSERT orders, UPDATE item   200
 * POST /payments/{id} SELECT orders                         200, or an exception and 500 when id % 4 = 0
 * GET  /relay/{id}    none; calls GET /items/{id}           200
 * GET  /broken        SELECT of a table that is not there   an exception of the database and 500
 * GET  /reports/{id}  none                                  200, and a logged error
 * </pre>
 */
@RestController
class ShopController {
  private static final Logger LOG = LoggerFactory.getLogger(ShopController.class);
  private static final long LEAST_MILLIS = 20;

  private final Warehouse warehouse;
  private final RestClient self;

  ShopController(Warehouse warehouse, RestClient self) {
    this.warehouse = warehouse;
    this.self = self;
  }

  @GetMapping("/items/{id}")
  ResponseEntity<Map<String, Object>> item(@PathVariable long id) throws InterruptedException {
    Thread.sleep(LEAST_MILLIS);
    return ResponseEntity.of(warehouse.item(id));
  }

  @PostMapping("/orders/{id}")
  String order(@PathVariable long id) throws InterruptedException {
    Thread.sleep(LEAST_MILLIS);
    warehouse.order(id);
    return "ordered";
  }

  @PostMapping("/payments/{id}")
  String pay(@PathVariable long id) throws InterruptedException {
    Thread.sleep(LEAST_MILLIS);
    long orders = warehouse.orders();
    if (id % 4 == 0) {
      throw new PaymentException("card of payment " + id + " was refused");
    }
    return "paid one of " + orders;
  }

  @GetMapping("/relay/{id}")
  String relay(@PathVariable long id) {
    return self.get().uri("/items/{id}", id).retrieve().body(String.class);
  }

  @GetMapping("/broken")
  String broken() throws InterruptedException {
    Thread.sleep(LEAST_MILLIS);
    return warehouse.broken();
  }

  @GetMapping("/reports/{id}")
  String report(@PathVariable long id) throws InterruptedException {
    Thread.sleep(LEAST_MILLIS);
    LOG.error("report {} is incomplete", id);
    return "incomplete";
  }
}
