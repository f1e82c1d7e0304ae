# Samråd as a plain container. Build: docker build -t samrad .   Run: see docs/drift.nb.md or docs/drift.nn.md.
FROM python:3.12-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app

COPY requirements.txt .
RUN pip install -r requirements.txt

COPY bot.py pyproject.toml ./
COPY dialogs dialogs
COPY knowledge knowledge
COPY manifest manifest
COPY storage storage

# Nobody needs to be root in here; an SQLite file, where there is one, lies in /data.
RUN useradd --system --uid 10001 --no-create-home samrad && mkdir /data && chown samrad /data
USER samrad
VOLUME /data
ENV SAMRAD_DATABASE_URL=sqlite:////data/samrad.sqlite3 PORT=3978
EXPOSE 3978

HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/healthz', timeout=4)"]
CMD ["python", "bot.py", "serve"]
