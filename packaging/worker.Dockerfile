# LoadStudio without the window: `run`, `report` and `worker` for containers. See docs/manual/many-machines.md.
# Build it in the repository's folder: docker build -f packaging/worker.Dockerfile -t loadstudio .
FROM python:3.13-slim

COPY . /source
RUN pip install --no-cache-dir "/source[worker]" && rm -rf /source \
    && useradd --create-home loadstudio && install -d -o loadstudio /work
USER loadstudio
WORKDIR /work
ENTRYPOINT ["loadstudio"]
