package dev.corelane.replay.lock;

import java.util.Arrays;

/// Clients in an order, in an array that grows and is kept.
final class ClientList {
  private LockClient[] clients = new LockClient[8];
  private int size;

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  LockClient get(int place) {
    return clients[place];
  }

  void add(LockClient client) {
    insert(size, client);
  }

  void insert(int place, LockClient client) {
    if (size == clients.length) {
      clients = Arrays.copyOf(clients, size * 2);
    }
    System.arraycopy(clients, place, clients, place + 1, size - place);
    clients[place] = client;
    size++;
  }

  LockClient removeAt(int place) {
    LockClient removed = clients[place];
    size--;
    System.arraycopy(clients, place + 1, clients, place, size - place);
    return removed;
  }

  boolean remove(LockClient client) {
    for (int i = 0; i < size; i++) {
      if (clients[i] == client) {
        removeAt(i);
        return true;
      }
    }
    return false;
  }
}
