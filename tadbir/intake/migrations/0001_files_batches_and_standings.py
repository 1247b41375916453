
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('territory', '0001_areas_and_entities'),
    ]

    operations = [
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dataset', models.CharField(max_length=40)),
                ('source', models.CharField(max_length=40)),
                ('entity', models.CharField(blank=True, max_length=24)),
                ('on_date', models.DateField(blank=True, null=True)),
                ('known_on', models.DateField()),
                ('sheet', models.CharField(blank=True, max_length=80)),
                ('mapping', models.JSONField(default=dict)),
                ('layout', models.CharField(blank=True, max_length=64)),
                ('number', models.BigIntegerField(unique=True)),
                ('withdrawn_number', models.BigIntegerField(blank=True, null=True, unique=True)),
                ('seen_number', models.BigIntegerField()),
                ('rows', models.PositiveIntegerField()),
                ('report', models.JSONField()),
                ('digest', models.CharField(max_length=64)),
                ('committed_at', models.DateTimeField()),
                ('committed_by', models.CharField(max_length=150)),
            ],
            options={
                'ordering': ('-number',),
            },
        ),
        migrations.CreateModel(
            name='RefusedCell',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sheet', models.CharField(max_length=80)),
                ('cell', models.CharField(max_length=20)),
                ('value', models.TextField(blank=True)),
                ('code', models.CharField(max_length=60)),
                ('reason', models.TextField()),
                ('remedy', models.TextField()),
                ('details', models.JSONField(default=dict)),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='refused', to='intake.batch')),
            ],
            options={
                'ordering': ('id',),
            },
        ),
        migrations.CreateModel(
            name='RememberedMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sender', models.CharField(max_length=150)),
                ('dataset', models.CharField(max_length=40)),
                ('signature', models.CharField(blank=True, max_length=64)),
                ('mapping', models.JSONField()),
                ('remembered_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('sender', 'dataset', 'signature'), name='intake_one_mapping_a_layout')],
            },
        ),
        migrations.CreateModel(
            name='SourceFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64, unique=True)),
                ('name', models.CharField(max_length=255)),
                ('size', models.BigIntegerField()),
                ('path', models.CharField(max_length=120)),
                ('received_at', models.DateTimeField()),
                ('received_by', models.CharField(max_length=150)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='intake_file_is_not_empty'), models.CheckConstraint(condition=models.Q(('received_by', ''), _negated=True), name='intake_file_came_from_someone')],
            },
        ),
        migrations.AddField(
            model_name='batch',
            name='file',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='batches', to='intake.sourcefile'),
        ),
        migrations.CreateModel(
            name='Staging',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dataset', models.CharField(max_length=40)),
                ('source', models.CharField(max_length=40)),
                ('entity', models.CharField(blank=True, max_length=24)),
                ('on_date', models.DateField(blank=True, null=True)),
                ('known_on', models.DateField()),
                ('sheet', models.CharField(blank=True, max_length=80)),
                ('mapping', models.JSONField(default=dict)),
                ('layout', models.CharField(blank=True, max_length=64)),
                ('state', models.CharField(max_length=12)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('seen_number', models.BigIntegerField(blank=True, null=True)),
                ('records_digest', models.CharField(blank=True, max_length=64)),
                ('changes_digest', models.CharField(blank=True, max_length=64)),
                ('report', models.JSONField(blank=True, null=True)),
                ('decision', models.JSONField(blank=True, null=True)),
                ('refusal', models.JSONField(blank=True, null=True)),
                ('created_at', models.DateTimeField()),
                ('created_by', models.CharField(max_length=150)),
                ('batch', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='intake.batch')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stagings', to='intake.sourcefile')),
            ],
            options={
                'ordering': ('-id',),
            },
        ),
        migrations.CreateModel(
            name='Standing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dataset', models.CharField(max_length=40)),
                ('source', models.CharField(max_length=40)),
                ('on_date', models.DateField()),
                ('number', models.BigIntegerField()),
                ('withdrawn_number', models.BigIntegerField(blank=True, null=True)),
                ('is_current', models.BooleanField(default=True)),
                ('rows', models.PositiveIntegerField()),
                ('places', models.JSONField()),
                ('digest', models.CharField(max_length=64)),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='standings', to='intake.batch')),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='standings', to='territory.entity')),
            ],
        ),
        migrations.CreateModel(
            name='ExpectedReturn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dataset', models.CharField(max_length=40)),
                ('rhythm', models.CharField(max_length=10)),
                ('due_day', models.PositiveSmallIntegerField()),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('sender', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='expected_returns', to='territory.entity')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('rhythm__in', ('monthly', 'weekly'))), name='intake_known_rhythm'), models.CheckConstraint(condition=models.Q(models.Q(('due_day__range', (1, 28)), ('rhythm', 'monthly')), models.Q(('due_day__range', (1, 7)), ('rhythm', 'weekly')), _connector='OR'), name='intake_due_day_fits_its_rhythm'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='intake_return_ends_after_it_begins'), models.UniqueConstraint(condition=models.Q(('valid_to', None)), fields=('dataset', 'sender'), name='intake_one_open_return_a_sender')],
            },
        ),
        migrations.AddConstraint(
            model_name='batch',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_number', None), ('withdrawn_number__gt', models.F('number')), _connector='OR'), name='intake_batch_is_withdrawn_after_its_commit'),
        ),
        migrations.AddConstraint(
            model_name='batch',
            constraint=models.CheckConstraint(condition=models.Q(('seen_number__lt', models.F('number'))), name='intake_preview_comes_before_commit'),
        ),
        migrations.AddConstraint(
            model_name='batch',
            constraint=models.CheckConstraint(condition=models.Q(('rows__gt', 0)), name='intake_batch_holds_rows'),
        ),
        migrations.AddConstraint(
            model_name='staging',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ('queued', 'reading', 'ready', 'refused', 'committing', 'done', 'lost'))), name='intake_known_state_of_staging'),
        ),
        migrations.AddConstraint(
            model_name='staging',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('batch__isnull', False), ('state', 'done')), models.Q(models.Q(('state', 'done'), _negated=True), ('batch', None)), _connector='OR'), name='intake_done_means_a_batch'),
        ),
        migrations.AddConstraint(
            model_name='staging',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'ready'), _negated=True), models.Q(('report__isnull', False), ('seen_number__isnull', False)), _connector='OR'), name='intake_ready_means_a_preview'),
        ),
        migrations.AddIndex(
            model_name='standing',
            index=models.Index(fields=['dataset', 'source', 'holder', 'on_date', 'number'], name='intake_standing_history'),
        ),
        migrations.AddIndex(
            model_name='standing',
            index=models.Index(condition=models.Q(('is_current', True)), fields=['dataset', 'on_date'], name='intake_standing_current'),
        ),
        migrations.AddConstraint(
            model_name='standing',
            constraint=models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('dataset', 'source', 'holder', 'on_date'), name='intake_one_current_standing'),
        ),
        migrations.AddConstraint(
            model_name='standing',
            constraint=models.UniqueConstraint(fields=('batch', 'holder', 'on_date'), name='intake_one_standing_a_batch'),
        ),
        migrations.AddConstraint(
            model_name='standing',
            constraint=models.CheckConstraint(condition=models.Q(('is_current', False), ('withdrawn_number', None), _connector='OR'), name='intake_withdrawn_is_not_current'),
        ),
    ]
