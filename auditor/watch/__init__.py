"""What many runs tell together: figures of sources, and alarms when a source changes. Import from the rooms."""
