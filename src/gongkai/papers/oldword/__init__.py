"""Old Word files (.doc, .wps) and RTF, by way of LibreOffice or from their own streams."""
