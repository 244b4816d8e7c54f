// Asks a server on a Unix socket as fast as it answers, so that a figure is the server's and not the asker's. The same program
// asks every server that the figures compare: one whose requests and answers end with a byte that is nowhere within them.
//
//   load SOCKET REQUEST END COUNT 1     sends ahead on one connection; prints answers a second
//   load SOCKET REQUEST END COUNT N     one request at a time on each of N connections; prints their 99th percentile, in ms

#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { MOST = 256, AHEAD = 1 << 16 };

static char buffer[1 << 20];
static char end;

static void check(int holds, const char *what) {
  if (holds) return;
  perror(what);
  exit(1);
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int reach(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  check(strlen(path) < sizeof address.sun_path, "the path is too long");
  strcpy(address.sun_path, path);
  int peer = socket(AF_UNIX, SOCK_STREAM, 0);
  check(connect(peer, (struct sockaddr *)&address, sizeof address) == 0, path);
  return peer;
}

/// How many answers end in what can be read now.
static long answers(int peer) {
  ssize_t count = recv(peer, buffer, sizeof buffer, MSG_DONTWAIT);
  check(count > 0 || (count < 0 && errno == EAGAIN), "recv");
  long ends = 0;
  for (char *at = buffer, *last = buffer + count; at < last && (at = memchr(at, end, (size_t)(last - at))); at++) ends++;
  return ends;
}

static double rate(int peer, const char *request, size_t length, long count) {
  size_t room = AHEAD / length;
  char *many = malloc(room * length);
  check(many != NULL, "malloc");
  for (size_t one = 0; one < room; one++) memcpy(many + one * length, request, length);
  size_t unsent = (size_t)count * length, sent = 0;
  double began = now();
  for (long got = 0; got < count;) {
    struct pollfd wait = {.fd = peer, .events = unsent ? POLLIN | POLLOUT : POLLIN};
    check(poll(&wait, 1, 10000) > 0, "poll");
    if (wait.revents & POLLIN) got += answers(peer);
    if (wait.revents & POLLOUT) {
      // The pieces follow upon each other: each begins where the last one ended within a request.
      size_t from = sent % length, size = room * length - from;
      ssize_t piece = send(peer, many + from, size < unsent ? size : unsent, MSG_DONTWAIT | MSG_NOSIGNAL);
      check(piece > 0 || errno == EAGAIN, "send");
      if (piece > 0) sent += (size_t)piece, unsent -= (size_t)piece;
    }
  }
  return (double)count / (now() - began);
}

static int order(const void *one, const void *other) {
  double difference = *(const double *)one - *(const double *)other;
  return (difference > 0) - (difference < 0);
}

static double percentile(const char *path, const char *request, size_t length, long count, int peers) {
  struct pollfd each[MOST];
  double asked[MOST], *waits = malloc((size_t)count * sizeof *waits);
  check(waits != NULL && peers <= MOST, "too many");
  for (int one = 0; one < peers; one++) {
    each[one] = (struct pollfd){.fd = reach(path), .events = POLLIN};
    asked[one] = now();
    check(send(each[one].fd, request, length, MSG_NOSIGNAL) == (ssize_t)length, "send");
  }
  for (long got = 0; got < count;) {
    check(poll(each, (nfds_t)peers, 10000) > 0, "poll");
    for (int one = 0; one < peers && got < count; one++) {
      if (!(each[one].revents & POLLIN) || !answers(each[one].fd)) continue;
      double moment = now();
      waits[got++] = moment - asked[one];
      asked[one] = moment;
      check(send(each[one].fd, request, length, MSG_NOSIGNAL) == (ssize_t)length, "send");
    }
  }
  qsort(waits, (size_t)count, sizeof *waits, order);
  return 1000 * waits[count * 99 / 100];
}

int main(int count, char **arguments) {
  check(count == 6, "load SOCKET REQUEST END COUNT CONNECTIONS");
  end = (char)atoi(arguments[3]);
  size_t length = strlen(arguments[2]) + 1;
  char *request = strdup(arguments[2]);
  check(request != NULL, "strdup");
  request[length - 1] = end;
  long requests = atol(arguments[4]);
  int peers = atoi(arguments[5]);
  printf("%.3f\n", peers == 1 ? rate(reach(arguments[1]), request, length, requests)
                              : percentile(arguments[1], request, length, requests, peers));
}
