# Two stages: the first builds the wheel and installs it by hash, the second holds only what runs.

FROM python:3.13-slim AS build
WORKDIR /build
COPY requirements-build.lock requirements.lock ./
RUN python -m venv tools && tools/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements-build.lock
RUN python -m venv --without-pip /opt/backplan && tools/bin/uv pip install --no-cache --compile-bytecode --python /opt/backplan --require-hashes -r requirements.lock
COPY pyproject.toml README.md ./
COPY api api
COPY app app
COPY scheduler scheduler
COPY templates_library templates_library
RUN tools/bin/python -m hatchling build --target wheel
RUN tools/bin/uv pip install --no-cache --compile-bytecode --python /opt/backplan --no-deps dist/backplan-*.whl

FROM python:3.13-slim
RUN useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin backplan
COPY --from=build /opt/backplan /opt/backplan
ENV PATH="/opt/backplan/bin:$PATH" PYTHONUNBUFFERED=1 BACKPLAN_HOST=0.0.0.0 PORT=8000 BACKPLAN_DATA_DIR=/var/lib/backplan
RUN install --directory --owner=backplan --group=backplan --mode=0700 /var/lib/backplan
WORKDIR /
USER backplan
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD ["python", "-c", "import http.client, os, sys; asked = http.client.HTTPConnection('127.0.0.1', int(os.environ['PORT']), timeout=4); asked.request('GET', '/healthz'); sys.exit(asked.getresponse().status != 200)"]
ENTRYPOINT ["backplan"]
CMD ["serve"]
