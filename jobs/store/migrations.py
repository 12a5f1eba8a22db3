"""The tables, as numbered steps. A released step is never changed; a change is a new step at the end."""

from sqlite_utils import Database, Migrations

migrations = Migrations("studio")


@migrations()
def m001_jobs(db: Database) -> None:
    """Jobs and what they said. owner: "pid:start" of the process that runs the row; due_at: not before."""
    db.executescript("""
        create table job (
            id text primary key,
            kind text not null,
            title text not null,
            params text not null,
            status text not null
                check (status in ('queued', 'running', 'done', 'failed', 'cancelled', 'interrupted')),
            priority integer not null,
            fraction real not null default 0,
            stage text not null default '',
            message text not null default '',
            error text,
            attempt integer not null default 0,
            project_id text,
            result text not null default '{}',
            created_at real not null,
            started_at real,
            finished_at real,
            heartbeat_at real,
            eta_s real,
            due_at real not null default 0,
            owner text,
            is_direct integer not null default 0
        );
        create index job_waiting on job (priority) where status = 'queued';
        create index job_status on job (status, created_at);
        create index job_created on job (created_at);
        create index job_project on job (project_id, created_at);

        create table job_log (
            job_id text not null references job (id),
            at real not null,
            text text not null
        );
        create index job_log_job on job_log (job_id);
    """)


@migrations()
def m002_artifacts(db: Database) -> None:
    """Files that are kept."""
    db.executescript("""
        create table artifact (
            id text primary key,
            kind text not null,
            name text not null,
            sha256 text not null,
            path text not null,
            size_bytes integer not null,
            project_id text,
            job_id text,
            details text not null,
            created_at real not null
        );
        create index artifact_project on artifact (project_id, created_at);
        create index artifact_job on artifact (job_id);
        create index artifact_created on artifact (created_at);
    """)


@migrations()
def m003_projects(db: Database) -> None:
    """Projects, their scenes, and what each change replaced. history.scenes: rows of `scene` as JSON."""
    db.executescript("""
        create table project (
            id text primary key,
            title text not null,
            updated_at real not null,
            body text not null,
            document text not null
        );

        create table scene (
            project_id text not null references project (id),
            position integer not null,
            id text not null,
            chapter_id text not null,
            chapter_title text not null,
            title text not null,
            turns integer not null,
            unsure integer not null,
            words integer not null,
            approved integer not null,
            body text not null,
            primary key (project_id, id)
        );
        create index scene_order on scene (project_id, position);

        create table history (
            id integer primary key,
            project_id text not null references project (id),
            at real not null,
            label text not null,
            whole integer not null,
            scenes text not null,
            project text
        );
        create index history_project on history (project_id, id);

        create table speed (
            engine text primary key,
            audio_s real not null,
            compute_s real not null
        );
    """)
